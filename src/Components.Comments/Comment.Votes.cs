namespace Components.Comments;

// What others think of it.
public sealed partial class Comment
{
    private const double Confidence = 1.959964;

    public int Ups { get; private set; }

    public int Downs { get; private set; }

    /// <summary>How good it is for certain: see <see cref="LowerBound"/>. 0 to 1.</summary>
    public double Score { get; private set; }

    /// <summary>Reactions and how often each was given, as <c>👍 3 🎉 1</c>; null where there are none.</summary>
    public string? Reactions { get; private set; }

    public void CountVotes(int ups, int downs) => (Ups, Downs, Score) = (ups, downs, LowerBound(ups, downs));

    public void CountReactions(string? reactions) => Reactions = reactions;

    /// <summary>
    /// The lower bound of the Wilson score interval at 95 % (E. B. Wilson, 1927): the share of people who like it that is certain from these votes. Few votes are not certain of much, so
    /// that one vote does not beat a hundred.
    /// </summary>
    /// <returns>0 to 1; 0 without votes.</returns>
    public static double LowerBound(int ups, int downs)
    {
        double votes = ups + downs;
        if (votes == 0)
            return 0;
        const double square = Confidence * Confidence;
        var share = ups / votes;
        var spread = Confidence * Math.Sqrt(((share * (1 - share)) + (square / (4 * votes))) / votes);
        return Math.Max(0, (share + (square / (2 * votes)) - spread) / (1 + (square / votes)));
    }
}
