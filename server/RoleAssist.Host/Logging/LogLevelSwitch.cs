using Microsoft.Extensions.Logging;

namespace RoleAssist.Host.Logging;

/// <summary>The minimum log level. A client can lower it while the host runs, with LSP's <c>$/setTrace</c>.</summary>
internal sealed class LogLevelSwitch
{
    private readonly LogLevel _configured;
    private volatile LogLevel _level;

    public LogLevelSwitch(LogLevel configured) => _configured = _level = configured;

    public LogLevel Level => _level;

    /// <summary>
    /// Sets the level to a value of LSP's <c>TraceValue</c>: <c>messages</c> is Debug, <c>verbose</c> is Trace, and any
    /// other value restores the level that the host was started with.
    /// </summary>
    public void Set(string? traceValue)
    {
        var wanted = traceValue switch
        {
            "messages" => LogLevel.Debug,
            "verbose" => LogLevel.Trace,
            _ => _configured,
        };
        _level = wanted < _configured ? wanted : _configured;
    }

    /// <summary>Creates a factory whose loggers check the current level for each entry.</summary>
    public LoggerFactory CreateFactory(IEnumerable<ILoggerProvider> providers) =>
        new(
            providers,
            new LoggerFilterOptions { MinLevel = LogLevel.Trace }.AddFilter(
                (category, level) => Allows(category, level)
            )
        );

    /// <summary>
    /// Returns whether an entry is written. Entries of frameworks below Warning are written only at Trace.
    /// </summary>
    public bool Allows(string? category, LogLevel level) =>
        level >= _level
        && (
            level >= LogLevel.Warning
            || _level == LogLevel.Trace
            || category?.StartsWith("RoleAssist", StringComparison.Ordinal) != false
        );
}
