namespace Components.Comments.Moderation;

/// <summary>What policies are called: keys of the pack's texts.</summary>
internal static class PolicyTexts
{
    public static string NameOf(HoldPolicy hold) => hold switch
    {
        HoldPolicy.FirstTimers => "Hold first-timers",
        HoldPolicy.Guests => "Hold guests",
        HoldPolicy.Everybody => "Hold all",
        _ => "Approve all",
    };

    public static string NameOf(ThreadAccess access) => access switch
    {
        ThreadAccess.Closed => "Closed",
        ThreadAccess.ReadOnly => "Read only",
        _ => "Open",
    };
}
