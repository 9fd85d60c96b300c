using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Testing;

/// <summary>Does the proof of work, as a browser does.</summary>
public static class Work
{
    /// <summary>Fetches a challenge and solves it: the value of the field <c>_work</c>.</summary>
    public static async Task<string> WorkAsync(this Visitor visitor, string purpose)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/c/_challenge?for={purpose}");
        request.Headers.Add("Component-Work", "1");
        var answer = JsonDocument.Parse((await visitor.SendAsync(request)).Html).RootElement;
        var (challenge, bits) = (answer.GetProperty("challenge").GetString()!, answer.GetProperty("difficulty").GetInt32() - 4);
        return $"{challenge}~{string.Join('-', Enumerable.Range(0, 16).Select(part => Solve(challenge[^43..], (byte)part, bits)))}";
    }

    private static string Solve(string mac, byte part, int bits)
    {
        for (uint counter = 0; ; counter++)
        {
            byte[] number = [(byte)(counter >> 24), (byte)(counter >> 16), (byte)(counter >> 8), (byte)counter];
            var hash = SHA256.HashData([.. Encoding.ASCII.GetBytes(mac), part, .. number]);
            if (BitOperations.LeadingZeroCount(BitConverter.ToUInt32([hash[3], hash[2], hash[1], hash[0]])) >= bits)
                return counter.ToString("x", CultureInfo.InvariantCulture);
        }
    }
}
