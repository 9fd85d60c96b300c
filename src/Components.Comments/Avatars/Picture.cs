namespace Components.Comments.Avatars;

/// <summary>A picture that came from elsewhere.</summary>
/// <param name="Type">What its first bytes say that it is; what a server said is not believed.</param>
/// <param name="Bytes">All of it.</param>
internal sealed record Picture(string Type, byte[] Bytes)
{
    /// <returns>Null where the bytes are of no kind of picture that browsers can be trusted with.</returns>
    public static Picture? Of(byte[] bytes) => TypeOf(bytes) is { } type ? new Picture(type, bytes) : null;

    private static string? TypeOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return "image/png";
        if (bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
            return "image/jpeg";
        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8))
            return "image/gif";
        return bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? "image/webp" : null;
    }
}
