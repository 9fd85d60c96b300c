namespace Components.Fragments;

/// <summary>Which of a fragment's addresses is asked.</summary>
internal enum AnswerKind
{
    /// <summary><c>/c/{id}</c>: the fragment alone.</summary>
    Partial,

    /// <summary><c>/c/{id}.html</c>: the fragment as a page in the site's layout.</summary>
    Document,

    /// <summary><c>/c/{id}.json</c>: its model, where its author gives one.</summary>
    Model,
}

internal static class AnswerKinds
{
    /// <summary>How the path of such an address ends.</summary>
    public static string Ending(this AnswerKind kind) => kind switch
    {
        AnswerKind.Document => ".html",
        AnswerKind.Model => ".json",
        _ => "",
    };
}
