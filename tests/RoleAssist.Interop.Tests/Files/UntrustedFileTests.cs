using System.Text;
using RoleAssist.Interop.Files;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Interop.Tests.Files;

public sealed class UntrustedFileTests : IDisposable
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
    public async Task Reads_a_whole_file_unless_it_is_too_long(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var path = Path.Combine(_folder, "file");
        await File.WriteAllBytesAsync(path, bytes);

        Assert.Equal(bytes, await ReadAsync(path, most: 100_000));
        Assert.Equal(bytes, await ReadAsync(path, length));
        Assert.Equal(length == 0, await ReadAsync(path, Math.Max(0, length - 1)) is not null);
    }

    [Fact]
    public async Task Cuts_off_an_endless_device()
    {
        if (File.Exists("/dev/zero"))
        {
            Assert.Null(await ReadAsync("/dev/zero", most: 100_000));
        }
    }

    [Fact]
    public async Task Does_not_wait_for_a_pipe_without_a_writer()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var fault = await Assert.ThrowsAsync<IOException>(() => ReadAsync(NamedPipe.In(_folder), most: 100));

        Assert.Equal("it is a pipe without a writer.", fault.Message);
    }

    [Fact]
    public async Task Reads_a_pipe_with_a_slow_writer_to_its_end()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var pipe = NamedPipe.In(_folder);
        using var file = UntrustedFile.Open(pipe, openTimeout: TimeSpan.Zero);
        var writer = NamedPipe.OpenWriter(pipe);
        var reading = file.ReadAsync(most: 100, CancellationToken.None);
        foreach (var word in new[] { "one ", "two" })
        {
            await Task.WhenAny(reading, Task.Delay(10));
            await writer.WriteAsync(Encoding.UTF8.GetBytes(word));
        }

        await writer.DisposeAsync();

        Assert.Equal("one two", Encoding.UTF8.GetString((await reading)!));
    }

    [Fact]
    public async Task Cancellation_stops_waiting_for_a_pipe()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var pipe = NamedPipe.In(_folder);
        await using var writer = NamedPipe.OpenWriter(pipe);
        using var stop = new CancellationTokenSource();
        var reading = ReadAsync(pipe, most: 100, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private static async Task<byte[]?> ReadAsync(string path, int most, CancellationToken cancellationToken = default)
    {
        using var file = UntrustedFile.Open(path, openTimeout: TimeSpan.Zero);
        return await file.ReadAsync(most, cancellationToken);
    }
}
