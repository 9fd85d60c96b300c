namespace Components.Files;

/// <summary>Small things about files that more than one needs.</summary>
internal static class StoredPaths
{
    /// <returns>Whether it is gone now, or was not there.</returns>
    public static bool TryDelete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
