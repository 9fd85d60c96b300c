using System.Globalization;
using Messages;
using Testing;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var (rounds, seconds) = (int.Parse(args[0], CultureInfo.InvariantCulture), int.Parse(args[1], CultureInfo.InvariantCulture));
using var mail = new MailSink();
using var up = new ContactSite(mail.Port);
using var down = new ContactSite(FreePort.Next());
using var silent = new ContactSite(mail.SilentPort);
var isAsFast = await new DownOrUp(up, [("down", down), ("silent", silent)]).RunAsync(rounds);
var isKept = await new Throughput(up, mail).RunAsync(TimeSpan.FromSeconds(seconds));
return isAsFast && isKept ? 0 : 1;
