using System.ComponentModel.DataAnnotations;

namespace Components.Admission;

/// <summary>How many answers are made at once, and what becomes of those who want more. Bound from the section <c>Components:Admission</c>.</summary>
public sealed class AdmissionOptions
{
    /// <summary>
    /// How many pages and fragments are made at once. More make none of them sooner: they share the same processors, and whoever comes then waits behind all of them, if only to be refused.
    /// Half of them while so many are refused that it takes a good part of the processors. 1 to 10,000, default null: one for each processor and one more.
    /// </summary>
    [Range(1, 10_000)]
    public int? AtOnce { get; set; }

    /// <summary>
    /// How many posts are worked on at once. They have permits of their own, so that readers never keep anybody from writing or from signing in. 1 to 10,000, default null: four for each
    /// processor, since they wait for the disk and for each other too.
    /// </summary>
    [Range(1, 10_000)]
    public int? PostsAtOnce { get; set; }

    /// <summary>
    /// How long somebody who reads waits for their turn before they are told to come again, with 503. Where many come that is told much sooner, see <see cref="MostWaiting"/>. 10 ms to 1 minute,
    /// default 2 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The same for somebody who has written something, and would rather wait than send it again. 10 ms to 1 minute, default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan LongestPostWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many who read can wait; who comes then is told at once to come again. So nobody waits long while more come than can be served. Where answers take so long that somebody has waited for a fifth of
    /// <see cref="LongestWait"/> all the same, who comes takes the place of whoever has waited longest. While many are refused, half as many can wait.
    /// 0 to 100,000, default null: sixteen for each processor. 0: nobody waits.
    /// </summary>
    [Range(0, 100_000)]
    public int? MostWaiting { get; set; }

    /// <summary>How many posts can wait; who comes then is told at once to send it again. 0 to 100,000, default 1,000.</summary>
    [Range(0, 100_000)]
    public int MostPostsWaiting { get; set; } = 1_000;

    /// <summary>
    /// After how long a request counts no more, although it is not answered yet: what takes so long waits for something else than the processors, such as another server, and must not keep
    /// others waiting. 10 ms to 10 minutes, default a quarter of a second.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan LongestHold { get; set; } = TimeSpan.FromMilliseconds(250);
}
