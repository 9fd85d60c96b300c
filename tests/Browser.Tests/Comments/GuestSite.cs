namespace Browser.Tests.Comments;

/// <summary>A site where guests may write, with few comments a page.</summary>
public sealed class GuestSite : LiveSite
{
    public GuestSite()
    {
        Settings["Packs:Comments:AllowGuests"] = "true";
        Settings["Packs:Comments:Sort"] = "Oldest";
        Settings["Packs:Comments:PageSize"] = "3";
        Settings["Packs:Comments:RepliesShown"] = "2";
        Settings["Packs:Comments:Reactions:0"] = "👍";
    }
}
