using Components.Packs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Files;

/// <summary>
/// The files that a pack keeps for those who sent them: <c>uploads/{pack}</c> in the data directory, under random names, for the site's own account only. A handler takes what was sent, puts the <see cref="StoredFile"/>
/// into its row, and saves; where it does not come to that, the file is erased after an hour (<see cref="Pack.ClaimedFilesAsync"/>).
/// </summary>
/// <typeparam name="TPack">Whose files.</typeparam>
public sealed class FileStore<TPack> where TPack : Pack
{
    private readonly string _pack;
    private readonly UploadFolder _folder;
    private readonly FileTaking _taking;
    private readonly IServiceProvider _services;

    /// <summary>Made by the engine: take it in a constructor.</summary>
    /// <exception cref="InvalidOperationException">The site does not use the pack.</exception>
    public FileStore(IServiceProvider services)
    {
        _pack = services.GetRequiredService<PackList>().OfType<TPack>().FirstOrDefault()?.Id
            ?? throw new InvalidOperationException($"{typeof(TPack).Name} is not among the packs of this site.");
        (_folder, _taking, _services) = (services.GetRequiredService<UploadFolder>(), services.GetRequiredService<FileTaking>(), services);
    }

    /// <summary>Looks through a file and keeps it. Takes as long as the scanner takes.</summary>
    /// <returns>The file, or why it is refused, in the visitor's language.</returns>
    /// <exception cref="UploadStorageException">It cannot be kept; a fragment's post is then answered with 503.</exception>
    /// <exception cref="InvalidOperationException">It was taken before.</exception>
    public Task<TakenFile> TakeAsync(IFormFile file, FileRules rules, CancellationToken cancellation) => _taking.TakeAsync(_pack, file, rules, cancellation);

    /// <summary>The same for the files of one field, whose number and size together the rules limit, too: all are kept, or none.</summary>
    /// <returns>The files, or why the first that is refused is refused.</returns>
    /// <exception cref="UploadStorageException">One cannot be kept; none is.</exception>
    /// <exception cref="InvalidOperationException">One was taken before.</exception>
    public Task<TakenFiles> TakeAllAsync(IReadOnlyCollection<IFormFile> files, FileRules rules, CancellationToken cancellation) => _taking.TakeAllAsync(_pack, files, rules, cancellation);

    /// <summary>Where a file lies, for other programs and for mail; null where there is none, or it is held back.</summary>
    public string? PathOf(Guid id) => _folder.PathOf(_pack, id) is var path && File.Exists(path) ? path : null;

    /// <summary>Whether a file is held back until the scanner can tell (<see cref="WhenUnscanned.Hold"/>).</summary>
    public bool IsHeld(Guid id) => File.Exists(_folder.PathOf(_pack, id) + UploadFolder.HeldEnding);

    /// <summary>Opens a file for reading; null where there is none, or it is held back.</summary>
    public FileStream? Open(Guid id)
    {
        try
        {
            return new FileStream(_folder.PathOf(_pack, id), new FileStreamOptions { Options = System.IO.FileOptions.Asynchronous | System.IO.FileOptions.SequentialScan, Share = FileShare.Read | FileShare.Delete });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Erases a file, after the row that named it was saved without it.</summary>
    /// <returns>Whether it is gone now; else, as where another program reads it on Windows, it is erased later.</returns>
    public bool Delete(Guid id) => _taking.Delete(_pack, id);

    /// <summary>
    /// Answers with a file to be saved, never shown: for a pack's own route (<see cref="Pack.MapRoutes"/>), after it has checked who asks. 404 where there is none; 503 while it is held back.
    /// </summary>
    public IResult Download(StoredFile file) => new FileDownload(() => Open(file.Id), () => IsHeld(file.Id), file.Name, CoreTexts.In(_services));
}
