using RoleAssist.Interop.Unix;

namespace RoleAssist.Interop.Tests.Unix;

public sealed class UnixStreamTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("roleassist-").FullName, "file");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    /// <summary>The next command of a script whose output is redirected to a file continues at this position.</summary>
    [Fact]
    public void Advances_the_file_position_that_is_shared_with_other_processes()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using (var handle = File.OpenHandle(_file, FileMode.Create, FileAccess.ReadWrite))
        {
            var descriptor = (int)handle.DangerousGetHandle();
            using var first = new UnixStream(descriptor);
            using var second = new UnixStream(descriptor);

            first.Write("one "u8);
            second.Write("two"u8);
        }

        Assert.Equal("one two", File.ReadAllText(_file));
    }

    [Fact]
    public void Reports_that_a_file_is_closed()
    {
        if (!OperatingSystem.IsWindows())
        {
            using var closed = new UnixStream(9999);

            Assert.Throws<UnauthorizedAccessException>(() => closed.Write("x"u8));
        }
    }
}
