using System.ComponentModel.DataAnnotations;
using Components;

namespace App.Accounts;

public sealed class SignInForm
{
    [Display(Name = "E-mail address"), Required, StringLength(256)]
    public string? Email { get; set; }

    [Display(Name = "Password"), Required, StringLength(200)]
    public string? Password { get; set; }

    public bool Remember { get; set; }
}

public sealed class RegisterForm
{
    [Display(Name = "Name"), Required, StringLength(Account.LongestName), ReadableName]
    public string? Name { get; set; }

    [Display(Name = "E-mail address"), Required, EmailAddress, StringLength(254)]
    public string? Email { get; set; }

    [Display(Name = "Password"), Required, StringLength(200, MinimumLength = 10)]
    public string? Password { get; set; }
}

public sealed class NameForm
{
    [Display(Name = "Name"), Required, StringLength(Account.LongestName), ReadableName]
    public string? Name { get; set; }
}

/// <summary>The name is asked for only where somebody else took it since.</summary>
public sealed class ConfirmForm
{
    [Display(Name = "Name"), StringLength(Account.LongestName), ReadableName]
    public string? Name { get; set; }
}

/// <summary>The address is asked for only where the provider does not vouch for one.</summary>
public sealed class JoinForm
{
    [Display(Name = "Name"), Required, StringLength(Account.LongestName), ReadableName]
    public string? Name { get; set; }

    [Display(Name = "E-mail address"), EmailAddress, StringLength(254)]
    public string? Email { get; set; }
}

public sealed class ForgottenForm
{
    [Display(Name = "E-mail address"), Required, EmailAddress, StringLength(254)]
    public string? Email { get; set; }
}

public sealed class NewPasswordForm
{
    [Display(Name = "New password"), Required, StringLength(200, MinimumLength = 10)]
    public string? Password { get; set; }
}

public sealed class ChangePasswordForm
{
    [Display(Name = "Present password"), Required, StringLength(200)]
    public string? Present { get; set; }

    [Display(Name = "New password"), Required, StringLength(200, MinimumLength = 10)]
    public string? Password { get; set; }
}

/// <summary>At least two characters that can be seen, and no <c>@</c>: what stands behind one is never shown (<see cref="Person.DisplayName"/>), so <c>Mary@x</c> would be shown as <c>Mary</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ReadableNameAttribute : ValidationAttribute
{
    public ReadableNameAttribute() => ErrorMessage = "Please choose a name of at least 2 characters that can be read, without @.";

    public override bool IsValid(object? value) => value is not string name || (PersonName.Clean(name).Length >= 2 && !name.Contains('@', StringComparison.Ordinal));
}
