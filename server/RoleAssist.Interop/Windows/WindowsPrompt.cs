using System.Text;

namespace RoleAssist.Interop.Windows;

/// <summary>Prompts for a line at the Windows console, key by key.</summary>
public static class WindowsPrompt
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    public static bool IsPossible => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>Reads a line; returns null if the user cancels with Escape or Ctrl+D.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static string? ReadLine(string prompt, bool echo, TextWriter writer, CancellationToken cancellationToken)
    {
        writer.Write(prompt);
        var line = new StringBuilder();
        while (true)
        {
            while (!Console.KeyAvailable)
            {
                cancellationToken.WaitHandle.WaitOne(Pause);
                cancellationToken.ThrowIfCancellationRequested();
            }

            var key = Console.ReadKey(intercept: true);
            switch (key)
            {
                case { Key: ConsoleKey.Enter }:
                    writer.WriteLine();
                    return line.ToString();
                case { Key: ConsoleKey.Escape }:
                case { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control }:
                    writer.WriteLine();
                    return null;
                case { Key: ConsoleKey.Backspace } when line.Length > 0:
                    line.Length--;
                    writer.Write(echo ? "\b \b" : "");
                    break;
                case { KeyChar: >= ' ' and not '\x7f' }:
                    line.Append(key.KeyChar);
                    writer.Write(echo ? key.KeyChar.ToString() : "");
                    break;
            }
        }
    }
}
