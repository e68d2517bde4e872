using System.Text;
using RoleAssist.Aws.Files;
using RoleAssist.Aws.Tests.Fakes;

namespace RoleAssist.Aws.Tests.Files;

public sealed class ForeignFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("roleassist-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(100_000)]
    public void A_file_is_read_whole_unless_it_is_too_long(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var path = Path.Combine(_folder, "file");
        File.WriteAllBytes(path, bytes);

        Assert.Equal(bytes, Read(path, most: 100_000));
        Assert.Equal(bytes, Read(path, length));
        Assert.Equal(length == 0, Read(path, Math.Max(0, length - 1)) is not null);
    }

    [Fact]
    public void A_device_without_end_is_too_long()
    {
        if (File.Exists("/dev/zero"))
        {
            Assert.Null(Read("/dev/zero", most: 100_000));
        }
    }

    [Fact]
    public void A_pipe_that_nobody_writes_to_keeps_nobody_waiting()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var fault = Assert.Throws<IOException>(() => Read(NamedPipe.In(_folder), most: 100));

        Assert.Equal("it is a pipe that nobody writes to.", fault.Message);
    }

    [Fact]
    public async Task A_pipe_that_somebody_writes_to_is_read_to_its_end_however_slow_they_are()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var pipe = NamedPipe.In(_folder);
        using var file = ForeignFile.Open(pipe, openTimeout: TimeSpan.Zero);
        var writer = NamedPipe.WriterOf(pipe);
        var reading = Task.Run(() => file.Read(most: 100));
        foreach (var word in new[] { "one ", "two" })
        {
            await Task.WhenAny(reading, Task.Delay(10));
            await writer.WriteAsync(Encoding.UTF8.GetBytes(word));
        }

        await writer.DisposeAsync();

        Assert.Equal("one two", Encoding.UTF8.GetString((await reading)!));
    }

    [Fact]
    public async Task Who_gives_up_does_not_wait_for_a_pipe()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var pipe = NamedPipe.In(_folder);
        await using var writer = NamedPipe.WriterOf(pipe);
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(() => Read(pipe, most: 100, stop.Token));

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private static byte[]? Read(string path, int most, CancellationToken cancellationToken = default)
    {
        using var file = ForeignFile.Open(path, openTimeout: TimeSpan.Zero);
        return file.Read(most, cancellationToken);
    }
}
