namespace Components.Push;

/// <summary>
/// Says that something changed, to fragments that are shown now. What changed is named by tags, such as <c>comments:thread:hello</c>; a fragment names those that it depends on
/// (<see cref="Fragments.Fragment.Tags"/>). The default knows this process only; a site of several processes puts its own in the place.
/// </summary>
public interface IChanges
{
    /// <summary>
    /// Tells everybody who listens. Call it after the commit, and never for what nobody may see: the news alone would tell of it. Returns at once and never fails for who calls it.
    /// Those who listen in this process have heard it when it returns, also where it travels to other processes: whoever is told that something is done and asks again must not be shown what was kept before it.
    /// </summary>
    /// <param name="tags">What changed: 1-300 characters each, the pack's id first.</param>
    void Publish(params IReadOnlyCollection<string> tags);

    /// <summary>Calls back with the tags of each change from now on, until the result is disposed of. The callback returns at once.</summary>
    IDisposable Listen(Action<IReadOnlyCollection<string>> heard);
}
