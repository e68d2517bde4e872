using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Host.Diagnostics;
using RoleAssist.Host.Presentation;

namespace RoleAssist.Host.Logging;

/// <summary>
/// Creates the trace that <c>--verbose</c> or <c>ROLEASSIST_TRACE</c> enables. The value <c>1</c> of the variable
/// writes to stderr, as <c>--verbose</c> does; other values are the path of a file.
/// </summary>
internal static partial class Tracing
{
    public const string Option = "--verbose";

    /// <summary>Creates the logger factory of the command line, which logs nothing unless tracing is enabled.</summary>
    /// <exception cref="RoleAssistException">The trace file cannot be written.</exception>
    public static ILoggerFactory CreateFactory(IReadOnlyList<string> args, TextWriter error)
    {
        if (CreateProvider(args, error) is not { } provider)
        {
            return NullLoggerFactory.Instance;
        }

        var level = new LogLevelSwitch(LogLevel.Debug);
        var factory = level.CreateFactory([provider]);
        LogStart(
            factory.CreateLogger(typeof(Tracing).FullName!),
            ProductInfo.Version,
            RuntimeInformation.RuntimeIdentifier,
            RuntimeInformation.OSDescription,
            // Only the names of options, because a value may be an MFA code or a name.
            string.Join(
                ' ',
                Own(args).Where((arg, index) => index == 0 || arg.StartsWith('-')).Select(arg => arg.Split('=', ':')[0])
            )
        );
        return factory;
    }

    /// <summary>Creates the logger provider of the trace; returns null if tracing is not enabled.</summary>
    /// <exception cref="RoleAssistException">The trace file cannot be written.</exception>
    public static ILoggerProvider? CreateProvider(IReadOnlyList<string> args, TextWriter error)
    {
        var target = Environment.GetEnvironmentVariable(RoleAssistVariables.Trace)?.Trim();
        TextWriter writer;
        if (target?.ToUpperInvariant() is null or "" or "0" or "OFF" or "FALSE" or "NO")
        {
            if (!Own(args).Contains(Option))
            {
                return null;
            }

            writer = error;
        }
        else
        {
            writer = target.ToUpperInvariant() is "1" or "ON" or "TRUE" or "YES" or "STDERR" ? error : OpenFile(target);
        }

        var environment = new ProcessEnvironment(
            Environment
                .GetEnvironmentVariables()
                .Cast<System.Collections.DictionaryEntry>()
                .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? ""))
        );
        return new TraceLoggerProvider(writer, RedactorFactory.Create(environment), TimeProvider.System);
    }

    private static IEnumerable<string> Own(IReadOnlyList<string> args) => args.TakeWhile(arg => arg != "--");

    private static StreamWriter OpenFile(string path)
    {
        try
        {
            return new StreamWriter(TraceFile.Open(path), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The trace cannot be written: {fault.Message}",
                $"Set {RoleAssistVariables.Trace} to 1 to trace to stderr, or to the path of a writable file.",
                fault
            );
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "RoleAssist {Version} for {Runtime} on {System}: {Arguments}")]
    private static partial void LogStart(
        ILogger logger,
        string version,
        string runtime,
        string system,
        string arguments
    );
}
