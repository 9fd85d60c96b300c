using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Testing;

/// <summary>How a <see cref="MailServer"/> behaves.</summary>
public enum MailServerMood
{
    Willing,

    /// <summary>It refuses every mail for now (451).</summary>
    Refuse,

    /// <summary>It takes nothing from this sender (553).</summary>
    RefuseSender,

    /// <summary>There is no such mailbox (550).</summary>
    RefuseReceiver,

    /// <summary>It takes nothing for this mailbox for now (451).</summary>
    RefuseReceiverForNow,

    /// <summary>It takes the text, and never says so.</summary>
    Slow,

    /// <summary>It takes the mail, and is gone before it says so.</summary>
    Drop,
}

/// <summary>A real SMTP server (Debian's python3-aiosmtpd) on a port of its own; it can be down, up, and unwilling, and demand STARTTLS and a login.</summary>
public sealed class MailServer : IDisposable
{
    public const string User = "site", Password = "let me in";

    private readonly string _folder = Directory.CreateTempSubdirectory("mail-").FullName;
    private Process? _process;

    public int Port { get; } = FreePort.Next();

    /// <summary>What it took, as it came, oldest first.</summary>
    public IReadOnlyList<string> Mails => [.. Directory.GetFiles(_folder, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    /// <summary>For whom each of them was.</summary>
    public IReadOnlyList<string> Receivers => [.. Directory.GetFiles(_folder, "*.rcpt").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    /// <summary>The certificate of a server that demands STARTTLS; signed by itself, for <c>localhost</c>.</summary>
    public string CertificateFile => Path.Combine(_folder, "certificate.pem");

    public MailServerMood Mood
    {
        set => File.WriteAllText(Path.Combine(_folder, "mood"), value switch
        {
            MailServerMood.Refuse => "refuse",
            MailServerMood.RefuseSender => "refuse-sender",
            MailServerMood.RefuseReceiver => "refuse-receiver",
            MailServerMood.RefuseReceiverForNow => "refuse-receiver-for-now",
            MailServerMood.Slow => "slow",
            MailServerMood.Drop => "drop",
            _ => "",
        });
    }

    public void Start() => Run();

    /// <summary>Demands a login, and lets it come unencrypted.</summary>
    public void StartWithLogin() => Run(User, Password);

    /// <summary>Demands STARTTLS and a login.</summary>
    public void StartGuarded()
    {
        var keyFile = Path.Combine(_folder, "key.pem");
        WriteCertificate(keyFile);
        Run(User, Password, CertificateFile, keyFile);
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Run(params string[] guards)
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "smtp_server.py"), Port.ToString(CultureInfo.InvariantCulture), _folder, .. guards])
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        if (_process.StandardOutput.ReadLine() != "ready")
            throw new InvalidOperationException("The mail server did not start. Is python3-aiosmtpd installed?");
    }

    private void WriteCertificate(string keyFile)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
    }
}
