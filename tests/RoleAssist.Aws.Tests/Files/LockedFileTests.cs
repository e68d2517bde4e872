using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.Files;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Aws.Tests.Files;

public sealed class LockedFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_file_that_somebody_has_is_held()
    {
        using var theirs = LockedFile.Open(_path);

        Assert.True(LockedFile.IsHeld(Assert.Throws<IOException>(() => LockedFile.Open(_path))));
    }

    /// <summary>The clock stands still: whoever waited for it would wait for ever.</summary>
    [Fact]
    public async Task What_cannot_be_opened_at_all_is_not_waited_for()
    {
        var longName = Path.Combine(Path.GetTempPath(), new string('x', 300));

        await Assert.ThrowsAnyAsync<IOException>(
            () => LockedFile.OpenAsync(longName, TimeSpan.FromSeconds(30), new FakeTimeProvider(), CancellationToken.None).WaitAsync(TimeLimits.Hang));
        Assert.False(LockedFile.IsHeld(new IOException("No space left on device", hresult: 28)));
        Assert.False(LockedFile.IsHeld(new IOException("Read-only file system", hresult: 30)));
    }
}
