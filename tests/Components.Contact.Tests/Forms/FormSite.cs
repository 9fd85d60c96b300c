using Testing;

namespace Components.Contact.Tests.Forms;

/// <summary>A site whose forms are files in a folder of its own.</summary>
public sealed class FormSite : SiteWithOutbox
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("forms-").FullName;
    private int _writes;

    public FormSite() => Settings["Packs:Contact:Forms"] = _folder;

    public void Write(string id, string json)
    {
        var file = Path.Combine(_folder, id + ".json");
        File.WriteAllText(file, json);
        // Two changes within one tick of the file system's clock would look the same.
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 1, 0, 0, ++_writes, DateTimeKind.Utc));
    }

    /// <summary>While it lasts, nobody else can read the file.</summary>
    public IDisposable Lock(string id) => new FileStream(Path.Combine(_folder, id + ".json"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

    /// <summary>The form on a page of the site.</summary>
    public Task<Page> OpenFormAsync(Visitor visitor, string id) => visitor.LoadAsync(this.AddressOf("contact/form", $"form={id}"));

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (System.IO.Directory.Exists(_folder))
            System.IO.Directory.Delete(_folder, recursive: true);
    }
}
