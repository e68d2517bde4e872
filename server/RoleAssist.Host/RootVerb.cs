using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using RoleAssist.Host.CommandLine;
using RoleAssist.Host.CommandLine.Verbs;
using RoleAssist.Host.Presentation;

namespace RoleAssist.Host;

/// <summary>Creates the root command with all verbs.</summary>
internal static class RootVerb
{
    /// <param name="services">Resolves the use cases that the verbs call.</param>
    /// <param name="console">The console that the verbs use.</param>
    /// <param name="command">The command line after <c>--</c>, for <c>exec</c>.</param>
    public static RootCommand Create(IServiceProvider services, IConsole console, IReadOnlyList<string> command)
    {
        var root = new RootCommand("Assume AWS roles for your terminals, scripts and SDKs.")
        {
            ProfilesVerb.Create(services, console),
            ExplainVerb.Create(services, console),
            ConfigVerb.Create(services, console),
            AssumeVerb.Create(services, console),
            WhoamiVerb.Create(services, console),
            EnvVerb.Create(services, console),
            ExecVerb.Create(services, console, command),
            CredentialProcessVerb.Create(services, console),
            DockerArgsVerb.Create(services, console),
            GenerateVerb.Create(services, console),
            LogVerb.Create(services, console),
            DiagnoseVerb.Create(services, console),
            ServeVerb.Create(console, services => services.AddRoleAssist()),
            SandboxVerb.Create(console),
        };
        GlobalOptions.AddTo(root);
        root.Options.OfType<HelpOption>().Single().Action = new HelpAction { MaxWidth = console.Width ?? int.MaxValue };
        root.Options.OfType<VersionOption>().Single().Action = new PrintVersion(console);
        return root;
    }

    private sealed class PrintVersion(IConsole console) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            console.Out.WriteLine($"{ProductInfo.Name} {ProductInfo.Version}");
            return ExitCodes.Done;
        }
    }
}
