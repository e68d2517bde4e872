using System.ComponentModel;
using System.Diagnostics;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Processes;

/// <summary>
/// Opens pages in the user's browser: the argument list of a program, never a command line of a shell. An address in it
/// can be read by everybody on the machine, so it must be worth nothing to others.
/// </summary>
internal sealed class Browser
{
    private const string Hint = "Open the address yourself, or name a browser: --browser firefox";

    /// <summary>How long a program that opens pages may take to say that it cannot.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly BrowserCommands _commands;
    private readonly TimeProvider _time;
    private readonly List<EnvironmentChange> _withheld;

    public Browser(ProcessEnvironment environment, TimeProvider time)
    {
        _commands = BrowserCommands.ForThisSystem(environment);
        _time = time;

        // A browser may run for weeks, and needs neither a role nor the way to one.
        _withheld =
        [
            .. environment
                .StartingWith(AwsVariables.Prefix)
                .Concat(environment.StartingWith(RoleAssistVariables.Prefix))
                .Select(variable => new EnvironmentChange(variable.Name, null)),
        ];
    }

    /// <summary>
    /// Whether there is a browser on the screen of this user. There is none in an SSH session or without a display, unless
    /// the variable <c>BROWSER</c> names one: VS Code's remote terminals do so.
    /// </summary>
    public bool CanOpen => _commands.CanOpen;

    /// <summary>Opens a page.</summary>
    /// <param name="address">The address, which is passed on as it is.</param>
    /// <param name="browser">The name or path of a program; null for the user's default browser.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: no such program, or not an address of the web. <see
    /// cref="ErrorCode.ConfigurationInvalid"/>: there is no browser, or it failed.
    /// </exception>
    public Task OpenAsync(Uri address, string? browser, CancellationToken cancellationToken)
    {
        // Any other scheme could start any program.
        if (!address.IsAbsoluteUri || !SafeAddress.IsSafe(address))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "Only an address that starts with https: can be opened in a browser, or one of this machine with http:."
            );
        }

        return browser is null
            ? OpenInAsync(_commands.Default(address.AbsoluteUri), cancellationToken)
            : OpenAsync(browser, [address.AbsoluteUri], cancellationToken);
    }

    /// <summary>Starts a browser with arguments of its own, such as a profile.</summary>
    /// <param name="browser">The name or path of a program.</param>
    /// <param name="arguments">Its arguments, of which the last is the page.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="RoleAssistException">As above.</exception>
    public Task OpenAsync(string browser, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        OpenInAsync([_commands.Named(browser, arguments)], cancellationToken);

    /// <summary>Tries programs in order, as a program that opens pages may find no browser.</summary>
    private async Task OpenInAsync(IEnumerable<BrowserCommand> commands, CancellationToken cancellationToken)
    {
        RoleAssistException? first = null;
        foreach (var command in commands)
        {
            try
            {
                if (command.BySystem)
                {
                    OpenBySystem(command.Words);
                    return;
                }

                if (await RunAsync(command.Words, cancellationToken).ConfigureAwait(false) is not ({ } code and not 0))
                {
                    return;
                }

                first ??= Failed(
                    $"The browser '{command.Words[0]}' ended with code {code} and may have opened nothing."
                );
            }
            catch (Exception fault) when (fault is Win32Exception or IOException)
            {
                first ??= Failed($"The browser '{command.Words[0]}' cannot be started: {fault.Message}.", fault);
            }
        }

        throw first ?? Failed("There is no browser that could be opened here.");
    }

    /// <summary>Starts a program in a session of its own and watches it for a moment.</summary>
    /// <returns>Its exit code; null if it is running, which is what a browser does.</returns>
    private async Task<int?> RunAsync(IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        using var child = Start(words);
        var begin = _time.GetTimestamp();
        while (child.GetExitCode() is null && _time.GetElapsedTime(begin) < Patience)
        {
            await Task.Delay(Pause, _time, cancellationToken).ConfigureAwait(false);
        }

        return child.GetExitCode();
    }

    private UnixChild Start(IReadOnlyList<string> words)
    {
        // A browser must not keep the files of this process' starter open.
        using var inherited = new InheritedFiles();
        return UnixChild.Start(
            words,
            _withheld.Select(change => KeyValuePair.Create(change.Name, change.Value)),
            hasOutput: false
        );
    }

    /// <summary>Windows finds browsers by its own list of programs, and starts them detached from this console.</summary>
    /// <seealso href="https://learn.microsoft.com/windows/win32/shell/launch"/>
    private static void OpenBySystem(IReadOnlyList<string> words)
    {
        using var started = Process.Start(
            new ProcessStartInfo(words[0], words.Skip(1)) { UseShellExecute = true, ErrorDialog = false }
        );
    }

    private static RoleAssistException Failed(string message, Exception? inner = null) =>
        new(ErrorCode.ConfigurationInvalid, message, Hint, inner);
}
