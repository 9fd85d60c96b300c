namespace Components.Fragments;

/// <summary>
/// Says that a handler, or every handler of a fragment, counts by itself how often somebody posts, so that the site-wide limit (<see cref="ComponentsOptions.PostsPerMinute"/>)
/// neither stops nor counts these posts. For what people do more often than they write, such as votes, and for what only few may do at all. Whoever says so must answer 429 with
/// <c>Retry-After</c> where it becomes too much.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OwnPostLimitAttribute : Attribute;
