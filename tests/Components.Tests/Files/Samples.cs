using System.IO.Compression;
using System.Text;

namespace Components.Tests.Files;

/// <summary>Small files of each kind, whole and as programs write them.</summary>
internal static class Samples
{
    // Two colours, made by a browser's canvas; the JPEG and the WebP carry a colour profile.
    public static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAYAAADED76LAAAAIUlEQVR4AdyKsQkAAAyDJP//bNfSpXsEB8EIbk8aHjqGAQAA///STYkeAAAABklEQVQDAGvBEAH37cXcAAAAAElFTkSuQmCC");

    public static readonly byte[] Jpeg = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk"
        + "pKSkpKSkpKSkpKSkpKSkpKT/wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAXEAEAAwAAAAAAAAAAAAAAAAAABEKB/8QAFQEBAQAAAAAAAAAAAAAAAAAAAwX/xAAbEQABBAMAAAAAAAAAAAAAAAAAAgSBsQEzNP/aAAwD"
        + "AQACEQMRAD8Akya6AsMOdM3kV7vVFH//2Q==");

    public static readonly byte[] Webp = Riff("WEBPVP8X"u8, [10, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 7, 0, 0], "VP8 "u8, [4, 0, 0, 0, 1, 2, 3, 4]);

    // Two frames, a comment and the extension that repeats them.
    public static readonly byte[] Gif = Join("GIF89a"u8, [1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255], [0x21, 0xFF, 11], "NETSCAPE2.0"u8, [3, 1, 0, 0, 0], [0x21, 0xFE, 2, (byte)'h', (byte)'i', 0],
        [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0], [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 1, 0], [0x3B]);

    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n");

    public static readonly byte[] Mp4 = Boxes("ftyp", "isom\0\0\u0002\0isomiso2mp41", "moov", "meta", "mdat", "frames");

    public static readonly byte[] Mov = Boxes("ftyp", "qt  \0\0\0\0qt  ", "mdat", "frames");

    public static readonly byte[] Heic = Boxes("ftyp", "mif1\0\0\0\0mif1heic", "meta", "data", "mdat", "picture");

    public static readonly byte[] Avif = Boxes("ftyp", "avif\0\0\0\0avifmif1", "meta", "data", "mdat", "picture");

    public static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in entries)
                using (var entry = zip.CreateEntry(name, name == "mimetype" ? CompressionLevel.NoCompression : CompressionLevel.Optimal).Open())
                    entry.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    public static byte[] Office(string part, string type, params (string, string)[] more) =>
        Zip([("[Content_Types].xml", $"<Types><Override PartName=\"/{part}\" ContentType=\"application/vnd.{type}\"/></Types>"), (part, "<x/>"), .. more]);

    public static byte[] Docx(params (string, string)[] more) => Office("word/document.xml", "openxmlformats-officedocument.wordprocessingml.document.main+xml", more);

    public static byte[] Odt => Zip(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>"));

    public static byte[] Join(params ReadOnlySpan<byte[]> parts)
    {
        List<byte> all = [];
        foreach (var part in parts)
            all.AddRange(part);
        return [.. all];
    }

    public static byte[] Bytes(string latin) => Encoding.Latin1.GetBytes(latin);

    private static byte[] Join(ReadOnlySpan<byte> first, byte[] second, byte[] third, ReadOnlySpan<byte> fourth, params ReadOnlySpan<byte[]> rest) =>
        [.. first, .. second, .. third, .. fourth, .. Join(rest)];

    private static byte[] Riff(ReadOnlySpan<byte> start, byte[] head, ReadOnlySpan<byte> next, byte[] data)
    {
        byte[] body = [.. start, .. head, .. next, .. data];
        return [.. "RIFF"u8, .. BitConverter.GetBytes(body.Length), .. body];
    }

    private static byte[] Boxes(params string[] namesAndData) =>
        [.. namesAndData.Chunk(2).SelectMany(box => (byte[])[0, 0, 0, (byte)(8 + box[1].Length), .. Bytes(box[0]), .. Bytes(box[1])])];
}
