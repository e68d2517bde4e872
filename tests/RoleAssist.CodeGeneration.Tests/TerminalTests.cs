using RoleAssist.CodeGeneration.Tests.Support;

namespace RoleAssist.CodeGeneration.Tests;

/// <summary>Runs generated code with a real prompt in a real terminal.</summary>
[Collection(nameof(CSharpSandbox))]
public class TerminalTests(CodeSandbox sandbox)
{
    private const string Admin = "Working as arn:aws:sts::444455556666:assumed-role/admin/alice@laptop";

    [TerminalFact]
    public async Task CSharp_asks_for_the_code()
    {
        var code = await sandbox.CodeAsync();

        var run = await CSharpCode.RunAsync(
            sandbox.Generate("csharp", "top-level", "prod-admin").Code,
            command =>
                ProgramRun.InTerminalAsync(command, sandbox.Environment(), $"MFA code of {sandbox.Serial}: ", code)
        );

        Assert.Contains(Admin, run.Succeeded().Output, StringComparison.Ordinal);
    }

    [TerminalFact]
    public async Task PowerShell_asks_for_the_code()
    {
        var file = Path.Combine(sandbox.Description.Home, "assume-role.ps1");
        await File.WriteAllTextAsync(file, sandbox.Generate("powershell", "assume-role", "prod-admin").Code);

        var run = await ProgramRun.InTerminalAsync(
            await PowerShellEngine.CommandAsync(file),
            PowerShellEngine.With(sandbox.Environment()),
            $"MFA code of {sandbox.Serial}:",
            await sandbox.CodeAsync()
        );

        Assert.Contains(Admin, run.Succeeded().Output, StringComparison.Ordinal);
    }
}
