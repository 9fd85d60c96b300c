using System.ComponentModel.DataAnnotations;

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
    [Display(Name = "Name"), Required, StringLength(Account.LongestName, MinimumLength = 2)]
    public string? Name { get; set; }

    [Display(Name = "E-mail address"), Required, EmailAddress, StringLength(254)]
    public string? Email { get; set; }

    [Display(Name = "Password"), Required, StringLength(200, MinimumLength = 10)]
    public string? Password { get; set; }
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
