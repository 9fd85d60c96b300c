namespace Components.Fragments;

/// <summary>Which of a fragment's addresses is asked.</summary>
internal enum AnswerKind
{
    /// <summary><c>/c/{id}</c>: the fragment alone.</summary>
    Partial,

    /// <summary><c>/c/{id}.html</c>: the fragment as a page in the site's layout.</summary>
    Document,
}
