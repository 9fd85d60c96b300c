using System.ComponentModel.DataAnnotations;

namespace Components.Comments.Avatars;

/// <summary>A whole address of the web.</summary>
internal sealed class WebAddressAttribute() : ValidationAttribute("Packs:Comments:{0} must be an address that starts with https:// or http://.")
{
    public override bool IsValid(object? value) => value is Uri { IsAbsoluteUri: true, Scheme: "https" or "http" };
}
