using Microsoft.Extensions.DependencyInjection;

namespace Components.Files;

/// <summary>The part of the two lines that is about files.</summary>
internal static class FilesSetup
{
    public static void AddFiles(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<UploadOptions>().BindConfiguration("Files").ValidateDataAnnotations();
        services.AddSingleton<UploadFolder>();
        services.AddSingleton<FileScanner>();
        services.AddSingleton<FileTaking>();
        services.AddSingleton(typeof(FileStore<>));
        services.AddSingleton<FileSweep>();
    }
}
