using System.ComponentModel.DataAnnotations;
using Components.Fragments;
using Components.Signing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Components.Contact.Inbox.Erasing;

/// <summary>Erases all that came from an address, once somebody has seen how much it is.</summary>
[Fragment("contact/erase", Title = "Erase what somebody sent", Scope = UrlScope.User), Authorize(ContactPack.Read), OwnPostLimit]
public sealed partial class EraseByAddress(MessageEraser eraser) : Fragment
{
    private string _address = "";
    private int? _found;

    /// <summary>Says how many messages there are.</summary>
    public async Task OnPostAsync([FromForm] AddressToErase form)
    {
        _address = form.Address!.Trim();
        _found = await eraser.From(_address).CountAsync(Aborted);
        Response.ShowDocument();
    }

    /// <summary>Erases them.</summary>
    public async Task OnPostEraseAsync([FromForm] AddressToErase form) =>
        Response.Flash(L["Erased for good: {0}", await eraser.EraseFromAsync(form.Address!, Aborted)]);
}

/// <summary>What is posted to erase.</summary>
public sealed class AddressToErase
{
    /// <summary>The address.</summary>
    [Required(ErrorMessage = "Please type an e-mail address."), StringLength(ContactMessage.LongestEmail)]
    public string? Address { get; set; }
}
