using RoleAssist.Core.Errors;
using RoleAssist.Host.Runs;

namespace RoleAssist.Host.Tests.Runs;

public sealed class ScriptCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("roleassist-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("a.sh", "bash")]
    [InlineData("a.JS", "node")]
    [InlineData("a.mjs", "node")]
    [InlineData("a.cs", "dotnet run --no-build --file")]
    public void The_ending_tells_the_program(string name, string program) =>
        Assert.Equal(
            [.. program.Split(' '), Script(name), "--flag", "a b"],
            ScriptCommand.Create(Script(name), ["--flag", "a b"])
        );

    [Theory]
    [InlineData("a.exe", "Scripts that end with .exe are not known.")]
    [InlineData("a", "has no ending that tells its language.")]
    public void Any_other_ending_is_an_error(string name, string words)
    {
        var fault = Assert.Throws<RoleAssistException>(() => ScriptCommand.Create(Script(name), []));

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_csharp_is_built_before()
    {
        Assert.Equal("build", ScriptCommand.GetPreparation(Script("a.cs"))![1]);
        Assert.Null(ScriptCommand.GetPreparation(Script("a.py")));
    }

    private string Script(string name)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, "");
        return path;
    }
}
