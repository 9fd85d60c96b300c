namespace Components.Files;

/// <summary>What is known of a file that was taken: for a pack's own table, or as JSON in a column of it.</summary>
/// <param name="Id">128 random bits: where it is kept. Not a secret that opens anything: a pack checks who asks.</param>
/// <param name="Name">What the sender called it, made safe to show and to save under (<see cref="FileName"/>), with the ending of what it is. Still text: encode it.</param>
/// <param name="MediaType">What it is by its content, such as <c>image/png</c>.</param>
/// <param name="Size">How many bytes it has.</param>
/// <param name="Sha256">The SHA-256 of its content, 64 lower-case hexadecimal digits.</param>
public sealed record StoredFile(Guid Id, string Name, string MediaType, long Size, string Sha256);
