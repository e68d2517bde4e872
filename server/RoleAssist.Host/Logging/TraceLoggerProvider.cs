using System.Globalization;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.Logging;

/// <summary>
/// Writes each log entry with its time and, for an exception, its stack trace. Everything passes through the
/// <see cref="Redactor"/>, so that a trace can be attached to an issue.
/// </summary>
internal sealed class TraceLoggerProvider(TextWriter writer, Redactor redactor, TimeProvider time) : ILoggerProvider
{
    private readonly Lock _lock = new();

    public ILogger CreateLogger(string categoryName) =>
        new TraceLogger(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void Dispose() => writer.Flush();

    private void Write(LogLevel level, string category, string message, Exception? fault)
    {
        var now = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var entry =
            $"{now} {level.ToString().ToLowerInvariant()} {category}: {DisplayText.Line(redactor.Redact(message))}";
        if (fault is not null)
        {
            entry = $"{entry}\n{DisplayText.Lines(redactor.Redact(fault.ToString().ReplaceLineEndings("\n")))}";
        }

        lock (_lock)
        {
            try
            {
                writer.WriteLine(entry);
                writer.Flush();
            }
            catch (IOException)
            {
                // A failed write must not fail the traced operation.
            }
        }
    }

    private sealed class TraceLogger(TraceLoggerProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => provider.Write(logLevel, category, formatter(state, exception), exception);
    }
}
