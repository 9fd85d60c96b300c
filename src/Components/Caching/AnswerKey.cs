namespace Components.Caching;

/// <summary>What an answer for everybody depends on.</summary>
/// <param name="Target">The path and query as they were sent: a signed address has one spelling.</param>
/// <param name="Culture">The language.</param>
/// <param name="Origin">The other site whose page asks; empty: none.</param>
internal readonly record struct AnswerKey(string Target, string Culture, string Origin);
