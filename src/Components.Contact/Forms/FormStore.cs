using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Components.Contact.Forms;

/// <summary>A form that the site has.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Origin">Where its definition is.</param>
/// <param name="Place">The file's path as its owner knows it; empty where it is no file.</param>
/// <param name="Form">The form; where the definition is broken, as it last was right. Null: it never was.</param>
/// <param name="Mistakes">What is wrong with the definition now.</param>
public sealed record KnownForm(string Id, FormOrigin Origin, string Place, FormDefinition? Form, IReadOnlyList<FormMistake> Mistakes);

/// <summary>Where a form's definition is.</summary>
public enum FormOrigin
{
    /// <summary>In a file of the site's content. It wins over the others.</summary>
    File,

    /// <summary>It was made in the admin area.</summary>
    Builder,

    /// <summary>It came with the pack.</summary>
    BuiltIn,
}

/// <summary>
/// The site's forms. A file that has changed is read at the next request. Where it is broken, the form serves on as it last was, also over a restart: each definition that was right is
/// kept in the data directory.
/// </summary>
public sealed partial class FormStore(IHostEnvironment host, SiteFolders folders, IOptions<ContactOptions> options, ILogger<FormStore> logger)
{
    /// <summary>The form that every site has.</summary>
    public const string DefaultId = "contact";

    internal const string Ending = ".json";
    private const long LongestFile = 1_000_000;
    private readonly ConcurrentDictionary<string, (DateTime Changed, long Length, KnownForm Known)> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Json, FormReading Reading)> _stored = new(StringComparer.Ordinal);
    private readonly Lazy<FormDefinition> _default = new(() => FormReader.Read(DefaultId, Resource("contact.json")).Form!);

    /// <summary>The folder of the files. It need not exist.</summary>
    public string Folder => Path.Combine(host.ContentRootPath, options.Value.Forms);

    /// <summary>A form by its id; null where there is none.</summary>
    /// <param name="id">What a tag says.</param>
    /// <param name="db">For the forms that were made in the admin area.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<KnownForm?> FindAsync(string id, ContactDb db, CancellationToken cancellation)
    {
        if (!FormReader.IsId(id))
            return null;
        if (FromFile(id) is { } file)
            return file;
        if (await db.Forms.AsNoTracking().SingleOrDefaultAsync(form => form.Id == id, cancellation) is { IsLive: true } stored)
            return FromStored(stored);
        return id == DefaultId ? BuiltIn : null;
    }

    /// <summary>All forms, by id.</summary>
    public async Task<IReadOnlyList<KnownForm>> AllAsync(ContactDb db, CancellationToken cancellation) => All(await db.Forms.AsNoTracking().ToListAsync(cancellation));

    /// <summary>All forms, by id, where those that were made in the admin area are read already.</summary>
    internal IReadOnlyList<KnownForm> All(IEnumerable<StoredForm> made)
    {
        var all = FileIds().Select(FromFile).OfType<KnownForm>().ToDictionary(form => form.Id, StringComparer.Ordinal);
        foreach (var stored in made)
            all.TryAdd(stored.Id, FromStored(stored));
        all.TryAdd(DefaultId, BuiltIn);
        return [.. all.Values.OrderBy(form => form.Id, StringComparer.Ordinal)];
    }

    /// <summary>All that is wrong with the files, without asking the database: for <c>./run check</c>.</summary>
    public IEnumerable<(string File, FormMistake Mistake)> CheckFiles() =>
        FileIds().Select(FromFile).OfType<KnownForm>().SelectMany(form => form.Mistakes.Select(mistake => (form.Place, mistake)));

    /// <summary>The JSON Schema of definitions, by which editors help to write them.</summary>
    public static string Schema => Resource("form.schema.json");

    /// <summary>Whether there is a file for a form, which then cannot be changed in the admin area.</summary>
    public bool IsFile(string id) => FormReader.IsId(id) && File.Exists(Path.Combine(Folder, id + Ending));

    /// <summary>The form that comes with the pack.</summary>
    internal FormDefinition Default => _default.Value;

    internal static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private KnownForm BuiltIn => new(DefaultId, FormOrigin.BuiltIn, "", _default.Value, []);

    private IEnumerable<string> FileIds() => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, "*" + Ending).Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => !name.StartsWith('.') && name != "form.schema").Order(StringComparer.Ordinal)
        : [];

    private KnownForm FromStored(StoredForm stored)
    {
        // One that is still being made hides nothing.
        if (!stored.IsLive)
            return new KnownForm(stored.Id, FormOrigin.Builder, "", stored.Id == DefaultId ? _default.Value : null, []);
        var (json, reading) = _stored.GetValueOrDefault(stored.Id);
        if (json != stored.Json)
            _stored[stored.Id] = (stored.Json, reading = FormReader.Read(stored.Id, stored.Json));
        return new KnownForm(stored.Id, FormOrigin.Builder, "", reading.Form, reading.Mistakes);
    }

    private KnownForm? FromFile(string id)
    {
        var file = new FileInfo(Path.Combine(Folder, id + Ending));
        if (!file.Exists)
        {
            _files.TryRemove(id, out _);
            return null;
        }
        if (_files.TryGetValue(id, out var before) && before.Changed == file.LastWriteTimeUtc && before.Length == file.Length)
            return before.Known;
        var (known, isRead) = ReadFile(id, file, before.Known);
        // That it can be read again shows neither in its time nor in its length: it is tried each time until then.
        _files[id] = (isRead ? file.LastWriteTimeUtc : default, file.Length, known);
        return known;
    }

    private (KnownForm Known, bool IsRead) ReadFile(string id, FileInfo file, KnownForm? before)
    {
        var place = Path.GetRelativePath(host.ContentRootPath, file.FullName) is var inside && !inside.StartsWith("..", StringComparison.Ordinal) ? inside.Replace('\\', '/') : file.FullName;
        var (text, problem) = Load(file);
        var reading = text is null ? new FormReading(null, [new FormMistake(0, problem)]) : FormReader.Read(id, text);
        if (text is not null || before?.Mistakes.SequenceEqual(reading.Mistakes) != true)
            foreach (var mistake in reading.Mistakes)
                Log.Broken(logger, place, mistake);
        if (reading.Form is null)
            return (new KnownForm(id, FormOrigin.File, place, before?.Form ?? Kept(id), reading.Mistakes), text is not null);
        Keep(id, text!);
        return (new KnownForm(id, FormOrigin.File, place, reading.Form, []), true);
    }

    private static (string? Text, string Problem) Load(FileInfo file)
    {
        try
        {
            return file.Length > LongestFile ? (null, "The file is too large to be a form.") : (File.ReadAllText(file.FullName), "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"The file cannot be read: {e.Message}");
        }
    }

    private string KeptAs(string id) => Path.Combine(folders.Data("forms"), id + Ending);

    // Written beside it and moved into its place: what is read at the next start is whole.
    private void Keep(string id, string text)
    {
        try
        {
            var (file, other) = (KeptAs(id), $"{KeptAs(id)}.{Guid.NewGuid():n}");
            if (File.Exists(file) && File.ReadAllText(file) == text)
                return;
            File.WriteAllText(other, text);
            File.Move(other, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(logger, id, e.Message);
        }
    }

    private FormDefinition? Kept(string id)
    {
        try
        {
            return File.Exists(KeptAs(id)) ? FormReader.Read(id, File.ReadAllText(KeptAs(id))).Form : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The form {File} is broken, and serves on as it last was: {Mistake}")]
        public static partial void Broken(ILogger logger, string file, FormMistake mistake);

        [LoggerMessage(2, LogLevel.Warning, "The form {Form} could not be kept for the case that its file is broken one day: {Error}")]
        public static partial void NotKept(ILogger logger, string form, string error);
    }
}
