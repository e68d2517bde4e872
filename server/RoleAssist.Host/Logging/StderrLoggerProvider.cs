using System.Text;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.Logging;

/// <summary>
/// Writes each log entry to stderr as one line, <c>level: category message</c>, which VS Code shows in an output
/// channel. The framework's console logger would do the same, but starts a thread and reads its options by reflection
/// before the first entry.
/// </summary>
internal sealed class StderrLoggerProvider : ILoggerProvider
{
    private readonly Lock _lock = new();
    private readonly Lazy<Stream> _stderr = new(Console.OpenStandardError);

    public ILogger CreateLogger(string categoryName) => new StderrLogger(this, categoryName);

    public void Dispose() { }

    private void Write(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + Environment.NewLine);
        lock (_lock)
        {
            try
            {
                _stderr.Value.Write(bytes);
            }
            catch (IOException)
            {
                // The reader of stderr is gone, which must not fail the logged operation.
            }
        }
    }

    private sealed class StderrLogger(StderrLoggerProvider provider, string category) : ILogger
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
        )
        {
            var message = formatter(state, exception);
            provider.Write(
                $"{NameOf(logLevel)}: {category}[{eventId.Id}] {OneLine(exception is null ? message : $"{message} {exception}")}"
            );
        }

        private static string NameOf(LogLevel level) =>
            level switch
            {
                LogLevel.Trace => "trce",
                LogLevel.Debug => "dbug",
                LogLevel.Information => "info",
                LogLevel.Warning => "warn",
                LogLevel.Error => "fail",
                _ => "crit",
            };

        private static string OneLine(string text) => DisplayText.Line(text.ReplaceLineEndings(" "));
    }
}
