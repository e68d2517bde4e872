using System.Diagnostics;
using System.Text;

namespace RoleAssist.CodeGeneration.Tests.Support;

/// <summary>The exit code and output of a program.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    public static async Task<ProgramRun> StartAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?> environment,
        string? input = null,
        string? folder = null
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ProgramRun(
            process.ExitCode,
            output.ReplaceLineEndings("\n"),
            (await errors).ReplaceLineEndings("\n")
        );
    }

    /// <summary>Runs a program in a terminal and answers its prompt.</summary>
    public static async Task<ProgramRun> InTerminalAsync(
        IEnumerable<string> command,
        IReadOnlyDictionary<string, string?> environment,
        string prompt,
        string answer
    )
    {
        var start = new ProcessStartInfo(
            "script",
            ["-qec", string.Join(' ', command.Select(word => $"'{word}'")), "/dev/null"]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = new StringBuilder();
        var answered = false;
        var buffer = new char[1_024];
        while (await process.StandardOutput.ReadAsync(buffer) is > 0 and var count)
        {
            output.Append(buffer, 0, count);
            if (!answered && output.ToString().Contains(prompt, StringComparison.Ordinal))
            {
                answered = true;
                await process.StandardInput.WriteAsync(answer + "\r");
                await process.StandardInput.FlushAsync();
            }
        }

        await process.WaitForExitAsync();
        return new ProgramRun(process.ExitCode, output.ToString().ReplaceLineEndings("\n"), "");
    }

    public ProgramRun Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Errors}");
        return this;
    }
}
