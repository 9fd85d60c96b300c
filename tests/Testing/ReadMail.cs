using System.Diagnostics;
using System.Text.Json;

namespace Testing;

/// <summary>A mail as Python's parser reads it: nothing of ours, and nothing of the framework's, checks itself.</summary>
public sealed record ReadMail(string[][] Headers, ReadMail.Part[] Parts)
{
    /// <summary>One part, outer ones before inner ones.</summary>
    public sealed record Part(string Type, string? Name, string? Text, int[]? Bytes, string[] Defects);

    public string? Header(string name) => Headers.SingleOrDefault(header => header[0].Equals(name, StringComparison.OrdinalIgnoreCase))?[1];

    public static ReadMail From(string raw)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, raw);
            var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardOutput = true };
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "read_mail.py"));
            start.ArgumentList.Add(file);
            using var process = Process.Start(start)!;
            return JsonSerializer.Deserialize<ReadMail>(process.StandardOutput.ReadToEnd())!;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
