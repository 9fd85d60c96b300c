namespace Components.Comments.Seeding;

/// <summary>Made-up people: some write much, most write little; every fifth is a guest.</summary>
internal sealed class SeedAuthors
{
    private static readonly string[] First =
    [
        "Ada", "Amina", "Ben", "Carla", "Chidi", "Dmitri", "Elif", "Farah", "Grace", "Hugo", "Ines", "Jonas", "Kofi", "Lena", "Mateo", "Nora", "Olu", "Priya", "Rosa", "Sam", "Tove", "Yusuf", "Zoë",
        "健", "美咲", "翔太", "さくら", "大輔", "陽子",
    ];

    private static readonly string[] Last =
        ["Adeyemi", "Berg", "Costa", "Dubois", "Eriksen", "Fischer", "García", "Haddad", "Ivanova", "Jensen", "Kaya", "Lopez", "Murphy", "Novak", "Okafor", "Patel", "Rossi", "Smith", "Tran", "Wong"];

    private static readonly string[] Family = ["佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村"];

    private readonly Random _random;
    private readonly Author[] _people;

    public SeedAuthors(Random random, int comments)
    {
        _random = random;
        _people = [.. Enumerable.Range(0, Math.Clamp((int)Math.Sqrt(comments) * 3, 5, 5000)).Select(Make)];
    }

    public Author Next()
    {
        var chance = _random.NextDouble();
        return _people[(int)(_people.Length * chance * chance * chance)];
    }

    private Author Make(int number)
    {
        var first = First[_random.Next(First.Length)];
        // Characters as wide as they are high: a Japanese name, the family first.
        var name = first[0] > '\u3000' ? $"{Family[_random.Next(Family.Length)]} {first}" : $"{first} {Last[_random.Next(Last.Length)]}";
        return number % 5 == 4
            ? new Author(Author.GuestKey($"seed-{number}"), name, Website: number % 2 == 0 ? $"https://example.com/{number}" : null)
            : new Author(Author.MemberKey($"seed-{number}"), name);
    }
}
