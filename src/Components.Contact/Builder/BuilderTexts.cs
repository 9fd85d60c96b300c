using Components.Contact.Forms;

namespace Components.Contact.Builder;

/// <summary>What things are called in the builder; keys of the pack's texts.</summary>
internal static class BuilderTexts
{
    public static string NameOf(ItemType type) => type switch
    {
        ItemType.Text => "One line of text",
        ItemType.LongText => "Several lines of text",
        ItemType.Email => "E-mail address",
        ItemType.Tel => "Telephone number",
        ItemType.Url => "Web address",
        ItemType.Number => "Number",
        ItemType.Date => "Date",
        ItemType.Choice => "Choice",
        ItemType.Consent => "Consent",
        ItemType.File => "Files",
        ItemType.Hidden => "Hidden value",
        ItemType.Group => "Group",
        _ => "Step",
    };

    public static string NameOf(ChoiceLook look) => look switch
    {
        ChoiceLook.Radio => "Round boxes, one of which is chosen",
        ChoiceLook.Select => "A list that opens",
        _ => "Boxes, several of which can be chosen",
    };

    public static string NameOf(AfterSendingAct act) => act switch
    {
        AfterSendingAct.Hide => "The form goes away",
        AfterSendingAct.Reset => "The form is empty again",
        _ => "The browser is led to a page",
    };

    public static string NameOf(FormOrigin origin) => origin switch
    {
        FormOrigin.File => "A file",
        FormOrigin.Builder => "Made here",
        _ => "Comes with the program",
    };

    /// <summary>What a new line is called until its owner says so. As it is among the pack's texts, visitors of each language can read it.</summary>
    public static string FreshLabelOf(ItemType type) => type switch
    {
        ItemType.Email => "Your e-mail address",
        ItemType.Group => "New group",
        ItemType.Step => "New step",
        ItemType.Consent => "I agree",
        _ => "New question",
    };
}
