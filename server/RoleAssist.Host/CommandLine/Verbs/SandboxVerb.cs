using System.CommandLine;
using RoleAssist.Core.Errors;
using RoleAssist.Sandbox;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Control;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Faults;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>sandbox</c>: runs a strict local STS, for trying RoleAssist without an AWS account.</summary>
internal sealed class SandboxVerb : Command
{
    /// <summary>The default length of a delay, in seconds.</summary>
    private const double DefaultDelay = 5;

    /// <summary>The default clock offset, in seconds: more than the 15 minutes that STS tolerates.</summary>
    private const double DefaultClockOffset = 3600;

    /// <summary>The default lifetime of short-lived credentials, in seconds.</summary>
    private const double DefaultLife = 60;

    private readonly IConsole _console;
    private readonly Option<string?> _home = new("--home")
    {
        Description = "The folder to create the sample .aws folder in; a temporary folder by default.",
        HelpName = "DIR",
    };
    private readonly Option<int> _port = new("--port")
    {
        Description = "The port to listen on; any free port by default.",
    };
    private readonly Option<int> _accounts = new("--accounts")
    {
        Description = "Add an organization with this number of member accounts, up to 20000.",
        HelpName = "N",
    };
    private readonly Option<bool> _imdsV1 = new("--imds-v1")
    {
        Description = "Also serve instance metadata without a token, as IMDSv1 does.",
    };
    private readonly Option<int> _stsKeyDelay = KeyDelay("--sts-key-delay", "STS", new KeyRules().StsDelay);
    private readonly Option<int> _iamKeyDelay = KeyDelay("--iam-key-delay", "IAM", new KeyRules().IamDelay);
    private readonly Option<bool> _keysRequireMfa = new("--keys-require-mfa")
    {
        Description = "Let users with an MFA device manage their access keys only in a session with MFA.",
    };

    public SandboxVerb(IConsole console)
        : base("sandbox", "Run a strict local STS with sample profiles. It stops when stdin is closed.")
    {
        _console = console;
        Add(_home);
        Add(_port);
        Add(_accounts);
        Add(_imdsV1);
        Add(_stsKeyDelay);
        Add(_iamKeyDelay);
        Add(_keysRequireMfa);
        Add(Totp());
        Add(Calls());
        Add(Fault());
        SetAction((parsed, cancellationToken) => TranslatedAsync(() => RunAsync(parsed, cancellationToken)));
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = new SandboxOptions
        {
            Home = parsed.GetValue(_home),
            Port = parsed.GetValue(_port),
            MemberAccounts = parsed.GetValue(_accounts),
            AllowInstanceMetadataVersion1 = parsed.GetValue(_imdsV1),
            Keys = new KeyRules
            {
                StsDelay = TimeSpan.FromSeconds(parsed.GetValue(_stsKeyDelay)),
                IamDelay = TimeSpan.FromSeconds(parsed.GetValue(_iamKeyDelay)),
                RequireMfa = parsed.GetValue(_keysRequireMfa),
            },
        };
        await using var sandbox = await SandboxServer.StartAsync(options, cancellationToken).ConfigureAwait(false);
        await _console.Out.WriteLineAsync(sandbox.Description.ToJson()).ConfigureAwait(false);
        await _console.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
        await _console
            .WaitForInputClosedAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static Option<int> KeyDelay(string name, string service, TimeSpan usual) =>
        new(name)
        {
            Description = $"The seconds after which {service} knows a new access key.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => (int)usual.TotalSeconds,
        };

    private Command Totp()
    {
        var serial = new Argument<string>("SERIAL") { Description = "The MFA device." };
        var home = Home();
        var verb = new Command("totp", "Print an unused code of an MFA device, waiting for the next one if necessary.")
        {
            serial,
            home,
        };
        verb.SetAction(
            (parsed, cancellationToken) =>
                TranslatedAsync(async () =>
                {
                    var code = await Control(parsed, home)
                        .GetTotpAsync(parsed.GetRequiredValue(serial), cancellationToken)
                        .ConfigureAwait(false);
                    if (GlobalOptions.IsJson(parsed))
                    {
                        CommandLineJson.Print(_console, new TotpDocument(code));
                    }
                    else
                    {
                        await _console.Out.WriteLineAsync(code).ConfigureAwait(false);
                    }
                })
        );
        return verb;
    }

    private Command Calls()
    {
        var home = Home();
        var verb = new Command("calls", "List the calls that the sandbox has answered.") { home };
        verb.SetAction(
            (parsed, cancellationToken) =>
                TranslatedAsync(async () =>
                {
                    var calls = await Control(parsed, home).GetCallsAsync(cancellationToken).ConfigureAwait(false);
                    await _console.Out.WriteLineAsync(calls.ToJson()).ConfigureAwait(false);
                })
        );
        return verb;
    }

    private Command Fault()
    {
        var kind = new Argument<string>("KIND") { Description = "The kind of fault." };
        kind.AcceptOnlyFromAmong([.. FaultKinds.All]);
        var home = Home();
        var count = new Option<int?>("--count")
        {
            Description = "The number of calls affected; 1 by default, all calls for a wrong clock.",
        };
        var seconds = new Option<double?>("--seconds")
        {
            Description = "The length of a delay, the lifetime of credentials, or how far the clock is ahead.",
        };
        var action = new Option<string?>("--action") { Description = "Affect only calls of this action." };
        var verb = new Command("fault", "Make the sandbox's next responses fail.")
        {
            kind,
            home,
            count,
            seconds,
            action,
        };
        verb.SetAction(
            (parsed, cancellationToken) =>
                TranslatedAsync(async () =>
                {
                    var chosen = parsed.GetRequiredValue(kind);
                    var options = new FaultOptions(
                        parsed.GetValue(count),
                        parsed.GetValue(seconds) ?? DefaultSeconds(chosen),
                        parsed.GetValue(action)
                    );
                    await Control(parsed, home).ArmFaultAsync(chosen, options, cancellationToken).ConfigureAwait(false);
                    if (GlobalOptions.IsJson(parsed))
                    {
                        CommandLineJson.Print(
                            _console,
                            new FaultDocument(chosen, options.Count, options.Seconds, options.Action)
                        );
                    }
                })
        );
        return verb;
    }

    private static double? DefaultSeconds(string kind) =>
        kind switch
        {
            FaultKinds.Delay => DefaultDelay,
            FaultKinds.Clock => DefaultClockOffset,
            FaultKinds.ShortLived => DefaultLife,
            _ => null,
        };

    private static Option<string> Home() =>
        new("--home")
        {
            Description = "The --home folder of the running sandbox.",
            HelpName = "DIR",
            Required = true,
        };

    private static SandboxControlClient Control(ParseResult parsed, Option<string> home) =>
        new(parsed.GetRequiredValue(home));

    private static async Task TranslatedAsync(Func<Task> run)
    {
        try
        {
            await run().ConfigureAwait(false);
        }
        catch (SandboxException fault)
        {
            throw new RoleAssistException(ErrorCode.InvalidArgument, fault.Message, inner: fault);
        }
    }
}
