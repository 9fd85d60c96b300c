using Components.Fragments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Components.Files;

/// <summary>The files of one post: what its handler takes, what came, and what is wrong with it. Whatever was not taken is gone when this is disposed of.</summary>
internal sealed class Uploads(UploadFolder folder, FileRules? rules, long fieldBytes) : IDisposable
{
    private readonly List<ReceivedFile> _files = [];
    private readonly List<(string Field, FileRefusal Refusal)> _refused = [];

    /// <summary>How large the whole body may be.</summary>
    public long MaxBodyBytes { get; } = fieldBytes + (rules?.MaxBodyBytes ?? 0);

    /// <summary>How large all fields without files may be together.</summary>
    public long MaxFieldBytes => fieldBytes;

    /// <summary>What a person may send: of files, or of everything where no rules are about files.</summary>
    public long MostToSend => rules?.MaxTotalBytes ?? fieldBytes;

    /// <summary>What broke the rules, by field.</summary>
    public IReadOnlyList<(string Field, FileRefusal Refusal)> Refused => _refused;

    /// <summary>Why files could not be kept; null: they could.</summary>
    public UploadStorageException? Failure { get; private set; }

    public static async Task<Uploads> ForAsync(IServiceProvider services, FragmentHandler handler, FragmentUrl url, long fieldBytes, CancellationToken cancellation) =>
        new(services.GetRequiredService<UploadFolder>(), await handler.FileRulesAsync(services, url, cancellation), fieldBytes);

    /// <summary>Receives one file. What breaks the rules or cannot be kept is read to its end, so that the rest of the form is known.</summary>
    /// <returns>The file; null where nothing of it is kept.</returns>
    public async Task<ReceivedFile?> ReceiveAsync(ReceivedFile file, Stream content, long? announced, IStringLocalizer texts, CancellationToken cancellation)
    {
        if (Failure is not null || _files.Count == rules?.MaxFiles)
        {
            if (Failure is null && _refused.All(refused => refused.Refusal.Reason != FileRefusalReason.TooMany))
                _refused.Add((file.Name, FileRefusals.TooMany(texts, rules!.MaxFiles)));
            await content.CopyToAsync(Stream.Null, cancellation);
            return null;
        }
        _files.Add(file);
        try
        {
            if (_files.Count == 1)
                folder.CheckRoom(announced ?? MaxBodyBytes);
            await file.ReceiveAsync(content, folder, rules?.MaxFileBytes ?? long.MaxValue, cancellation);
        }
        catch (UploadStorageException e)
        {
            Failure = e;
            file.Dispose();
            await content.CopyToAsync(Stream.Null, cancellation);
            return null;
        }
        if (file.Path is not null)
            return file;
        _refused.Add((file.Name, FileRefusals.TooLarge(texts, FileName.Clean(file.FileName), file.Length, rules!.MaxFileBytes)));
        return null;
    }

    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }
}
