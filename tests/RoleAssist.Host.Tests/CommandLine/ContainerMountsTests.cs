using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Host.CommandLine;
using RoleAssist.Host.Delivery;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Tests.CommandLine;

/// <summary>The interop tests run containers with these mounts.</summary>
public sealed class ContainerMountsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("roleassist-mounts-").FullName;
    private readonly string _script;
    private readonly string _socket;
    private readonly string _program;

    public ContainerMountsTests()
    {
        _script = Path.Combine(_folder, CredentialScript.Name);
        _socket = Path.Combine(_folder, "1-a.sock");
        _program = Path.Combine(_folder, "roleassist");
        File.WriteAllText(_script, CredentialScript.Text(_program));
        File.WriteAllText(_socket, "");
        File.WriteAllText(_program, "");
    }

    public static bool IsLinux => OperatingSystem.IsLinux();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Needs containers.")]
    public void Everything_is_at_its_own_path_and_the_user_is_this_one()
    {
        var found = Find();

        Assert.Equal([(_folder, _folder), (_socket, _socket), (_program, _program)], found.Mounts);
        Assert.Equal($"{UnixUser.Id}:{UnixUser.GroupId}", found.User);
    }

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Needs containers.")]
    public void Another_program_is_mounted_where_the_profile_names_its_own()
    {
        var musl = Path.Combine(_folder, "musl");
        File.WriteAllText(musl, "");

        Assert.Equal((musl, _program), Find(program: musl).Mounts[^1]);
    }

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Needs containers.")]
    public void The_root_of_a_rootless_engine_is_this_user() => Assert.Equal("0:0", Find(isRootless: true).User);

    [Theory(SkipUnless = nameof(IsLinux), Skip = "Needs containers.")]
    [InlineData("http://127.0.0.1:1/c/x", "#!/bin/sh\nexec '/bin/sh' credential-process \"$@\"\n", "a local socket")]
    [InlineData(null, "#!/bin/sh\nexec '/a,b' credential-process \"$@\"\n", "'/a,b' does not exist")]
    [InlineData(null, "#!/bin/sh\nexec '/missing' credential-process \"$@\"\n", "'/missing' does not exist")]
    [InlineData(null, "#!/bin/sh\nexec other\n", "was not written by this version")]
    public void What_a_container_cannot_use_is_an_error(string? address, string script, string words)
    {
        File.WriteAllText(_script, script);

        var fault = Assert.Throws<RoleAssistException>(() => Find(address));

        Assert.Equal(ErrorCode.CredentialsMissing, fault.Code);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    private ContainerMounts Find(string? address = null, string? program = null, bool isRootless = false) =>
        ContainerMounts.Find(
            new ProcessEnvironment([
                new(RoleAssistVariables.CredentialsFullUri, address ?? $"unix:{_socket}/grants/x"),
                new(SharedFileVariables.Config.Name, Path.Combine(_folder, "session", "roleassist-config")),
            ]),
            program,
            isRootless
        );
}
