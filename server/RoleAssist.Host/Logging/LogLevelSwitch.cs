using Microsoft.Extensions.Logging;

namespace RoleAssist.Host.Logging;

/// <summary>How much is logged. A client changes it while the host runs, with LSP's <c>$/setTrace</c>.</summary>
internal sealed class LogLevelSwitch
{
    private readonly LogLevel _configured;
    private volatile LogLevel _level;

    public LogLevelSwitch(LogLevel configured) => _configured = _level = configured;

    public LogLevel Level => _level;

    /// <summary>
    /// Sets the level by a value of LSP's <c>TraceValue</c>: <c>messages</c> is Debug, <c>verbose</c> is Trace, and
    /// anything else is what the host was started with.
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

    /// <summary>Makes loggers that write what the level allows at that moment.</summary>
    public LoggerFactory CreateFactory(IEnumerable<ILoggerProvider> providers) => new(
        providers,
        new LoggerFilterOptions { MinLevel = LogLevel.Trace }.AddFilter((category, level) => Allows(category, level)));

    /// <summary>Whether an entry is written. What frameworks have to say below a warning is for <c>Trace</c> alone.</summary>
    public bool Allows(string? category, LogLevel level) => level >= _level
        && (level >= LogLevel.Warning || _level == LogLevel.Trace || category?.StartsWith("RoleAssist", StringComparison.Ordinal) != false);
}
