using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Agents;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;
using RoleAssist.Core.Vault;
using RoleAssist.Host.CommandLine;
using RoleAssist.Host.CommandLine.Verbs;
using RoleAssist.Host.Lifetime;
using RoleAssist.Host.Logging;
using RoleAssist.Host.Presentation;
using RoleAssist.Host.Processes;
using RoleAssist.Host.State;

namespace RoleAssist.Host;

/// <summary>
/// Parses the command line, runs the verb, and turns any failure into an error message and an exit code.
/// </summary>
internal static partial class CommandLineApplication
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, IConsole console)
    {
        ILoggerFactory loggers;
        try
        {
            loggers = Tracing.CreateFactory(args, console.Error);
        }
        catch (RoleAssistException fault)
        {
            return Report(console, fault);
        }

        using var owned = loggers;
        var services = new LazyServiceProvider(() =>
            new ServiceCollection().AddRoleAssist().AddSingleton(loggers).BuildServiceProvider()
        );
        await using (services.ConfigureAwait(false))
        {
            return await RunAsync(args, console, services).ConfigureAwait(false);
        }
    }

    public static async Task<int> RunAsync(IReadOnlyList<string> args, IConsole console, IServiceProvider services)
    {
        var (own, command) = SplitCommand(args);
        var code = await RunAsync(own, command, console, services).ConfigureAwait(false);
        if (code != ExitCodes.Done)
        {
            FailInShell(own, console, services);
        }

        return code;
    }

    private static async Task<int> RunAsync(
        IReadOnlyList<string> own,
        IReadOnlyList<string> command,
        IConsole console,
        IServiceProvider services
    )
    {
        using var ending = new ShutdownSignals();
        ParseResult? parsed = null;
        var verbServices = new LazyServiceProvider(() =>
        {
            var requester = $"{ProductInfo.Name} {parsed?.CommandResult.Command.Name}";
            services.GetRequiredService<CurrentClient>().Options = new ClientOptions(requester);
            if (console is SystemConsole terminal)
            {
                terminal.IsForPerson = () => services.GetRequiredService<AgentGuard>().IsForPerson;
            }

            // The audit trail records the sessions of every verb, also of those that hand out no credentials.
            services.GetRequiredService<SessionAuditor>();
            if (parsed is not null && !GlobalOptions.IsQuiet(parsed))
            {
                services.GetRequiredService<SessionKeeper>().NotKept += state =>
                {
                    // A build server has no keychain, and nobody who would be asked again.
                    if (state == KeepingState.Locked || console.CanPrompt)
                    {
                        console.Error.WriteLine($"note: {RemarkOf(state)}");
                    }
                };
            }

            return services;
        });
        parsed = RootVerb
            .Create(verbServices, console, command)
            .Parse(
                own,
                // A profile may be named @x, so an argument that starts with @ is not a response file.
                new ParserConfiguration { ResponseFileTokenReplacer = null }
            );
        ending.Handler = parsed.CommandResult.Command as IHandlesSignals;
        try
        {
            RequireParsed(parsed);
            var configuration = new InvocationConfiguration
            {
                Output = console.Out,
                Error = console.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await ending
                .RunAsync(cancellationToken =>
                    InvokeAsync(parsed, configuration, console, verbServices, cancellationToken)
                )
                .ConfigureAwait(false);
        }
        catch (RoleAssistException fault)
        {
            LogFailure(LoggerOf(services), fault);
            return Report(console, fault);
        }
        catch (CommandNotRunException fault)
        {
            Report(console, fault.Fault);
            return fault.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return ending.ExitCode;
        }
        catch (Exception fault)
        {
            LogUnexpected(LoggerOf(services), fault);
            return Report(
                console,
                StorageFaults.Translate(fault)
                    ?? new RoleAssistException(
                        ErrorCode.Internal,
                        $"Unexpected error: {fault.GetType().Name}: {fault.Message}",
                        $"Run the command again with {Tracing.Option}, then file an issue with its output and the output of "
                            + "'roleassist diagnose'."
                    )
            );
        }
    }

    /// <summary>
    /// Runs a verb. If it needs a vault that is locked or a sign-in, and a person is at the terminal, the vault is
    /// unlocked or the person signs in, and the verb runs once more: no verb has printed or changed anything before it
    /// needs either.
    /// </summary>
    private static async Task<int> InvokeAsync(
        ParseResult parsed,
        InvocationConfiguration configuration,
        IConsole console,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        if (parsed.CommandResult.Command is INeedsPerson { Deed: var deed } && parsed.Errors.Count == 0)
        {
            services.Get<AgentGuard>().RequirePerson(deed);
        }

        var (isUnlocked, isSignedIn) = (false, false);
        while (true)
        {
            try
            {
                return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
            }
            catch (RoleAssistException locked)
                when (locked.Code == ErrorCode.VaultLocked && !isUnlocked && MayAsk(parsed, console))
            {
                isUnlocked = true;
                await new VaultUnlocker(services.Get<UnlockVaultHandler>(), services.Get<ISecretStores>(), console)
                    .UnlockAsync(cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (RoleAssistException needed)
                when (needed is { NeedsSignIn: true, SignIn: not null } && !isSignedIn && MayAsk(parsed, console))
            {
                isSignedIn = true;
                var prompter = RootVerb.CreatePrompter(services, console);
                if (!await prompter.OfferAsync(needed, cancellationToken).ConfigureAwait(false))
                {
                    throw;
                }

                await prompter
                    .SignInAsync(
                        needed.SignIn!,
                        withCode: false,
                        opensBrowser: true,
                        GlobalOptions.IsQuiet(parsed),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether a person can be asked. What other programs start never asks.</summary>
    private static bool MayAsk(ParseResult parsed, IConsole console) =>
        parsed.CommandResult.Command is not IRunsLocked && console.CanPrompt;

    /// <summary>
    /// Prints a failing statement for a shell that evaluates the output, because that shell ignores the exit code.
    /// </summary>
    private static void FailInShell(IReadOnlyList<string> args, IConsole console, IServiceProvider services)
    {
        try
        {
            console.Out.Write(EnvVerb.FailureOf(args, services.GetRequiredService<ProcessEnvironment>()));
        }
        catch (RoleAssistException)
        {
            // Stdout is closed, which may also be the original failure.
        }
    }

    private static string RemarkOf(KeepingState state) =>
        state == KeepingState.Locked
            ? $"{SessionKeeper.NotKeptRemark} Run roleassist vault unlock."
            : "The session is kept in memory only, because this machine has no keychain: other shells need a code of "
                + $"their own. Set {RoleAssistVariables.Vault}=file and {RoleAssistVariables.KeepSessions}=on, and run "
                + "roleassist vault unlock.";

    private static ILogger LoggerOf(IServiceProvider services) =>
        services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(CommandLineApplication).FullName!);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The command failed")]
    private static partial void LogFailure(ILogger logger, Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The command failed unexpectedly")]
    private static partial void LogUnexpected(ILogger logger, Exception fault);

    /// <summary>
    /// Splits the arguments at the first <c>--</c>. What follows is another program's command line and is not parsed.
    /// </summary>
    private static (IReadOnlyList<string> Own, IReadOnlyList<string> Command) SplitCommand(IReadOnlyList<string> args)
    {
        var separator = args.TakeWhile(arg => arg != "--").Count();
        return ([.. args.Take(separator)], [.. args.Skip(separator + 1)]);
    }

    /// <summary>
    /// Throws if the command line could not be parsed. An unrecognized argument is reported first, because it explains
    /// more than the arguments that are missing because of it.
    /// </summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>.</exception>
    private static void RequireParsed(ParseResult parsed)
    {
        if (parsed.Errors is [] || parsed.Action is HelpAction)
        {
            return;
        }

        throw new RoleAssistException(
            ErrorCode.InvalidArgument,
            parsed.UnmatchedTokens is [var unknown, ..]
                ? $"Unrecognized command or argument '{unknown}'."
                : OneLine(parsed.Errors[0].Message),
            parsed.CommandResult.Command is RunVerb or ExecVerb && parsed.UnmatchedTokens is [[not '-', ..], ..]
                ? $"Put -- before the command: roleassist{PathOf(parsed.CommandResult)} … -- {CommandOf(parsed)}"
                : $"Run 'roleassist{PathOf(parsed.CommandResult)} --help'."
        );
    }

    /// <summary>Returns the first words of a command that was given without <c>--</c>.</summary>
    private static string CommandOf(ParseResult parsed) => string.Join(' ', parsed.UnmatchedTokens.Take(3));

    /// <summary>Returns the names of a command and those it belongs to, each after a space.</summary>
    private static string PathOf(CommandResult result) =>
        result.Command is RootCommand
            ? ""
            : $"{(result.Parent is CommandResult parent ? PathOf(parent) : "")} {result.Command.Name}";

    /// <summary>
    /// Turns a message of System.CommandLine into one line. The library lists suggestions on separate lines and names
    /// the .NET type that a value could not be converted to, which means nothing to users.
    /// </summary>
    private static string OneLine(string message) =>
        string.Join(' ', TypeName().Replace(message, "").Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(" as expected type '[^']*'")]
    private static partial Regex TypeName();

    private static int Report(IConsole console, RoleAssistException fault)
    {
        console.Error.WriteLine($"error {fault.Code}: {DisplayText.Sentence(fault.Message)}");
        if (fault.Hint is { } hint)
        {
            console.Error.WriteLine($"hint: {DisplayText.Sentence(hint)}");
        }

        return ExitCodes.FromError(fault.Code);
    }
}
