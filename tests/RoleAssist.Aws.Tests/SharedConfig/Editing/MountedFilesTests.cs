using System.ComponentModel;

namespace RoleAssist.Aws.Tests.SharedConfig.Editing;

/// <summary>
/// A container often gets the AWS files, or one of them, from outside. Each case runs in a mount namespace of its own
/// (unshare(1)), in a process that runs only <see cref="Moves_keys_in_a_prepared_home"/>.
/// </summary>
public sealed class MountedFilesTests : IDisposable
{
    private const string Variable = "ROLEASSIST_TEST_HOME";
    private const string Keys = $"aws_access_key_id = {AwsHome.KeyId}\naws_secret_access_key = {AwsHome.Secret}\n";
    private const string MountConfig = "mount --bind config .aws/config";
    private const string MountCredentials = "mount --bind credentials .aws/credentials";

    private readonly AwsHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(MountConfig)]
    [InlineData($"{MountConfig} && {MountCredentials}")]
    [InlineData($"mount --bind .aws .aws && mount -o remount,ro,bind .aws && {MountConfig} && {MountCredentials}")]
    public void Edits_files_that_are_mounted(string mounting)
    {
        Assert.SkipUnless(CanMount(), "skipped: no right to mount");
        Prepare();

        var output = _home.Run(
            "unshare",
            "-m",
            "sh",
            "-c",
            $"cd \"$HOME\" && {mounting} && {Variable}=\"$HOME\" exec dotnet \"$0\" -method \"$1\"",
            typeof(MountedFilesTests).Assembly.Location,
            $"{typeof(MountedFilesTests).FullName}.{nameof(Moves_keys_in_a_prepared_home)}"
        );

        Assert.Contains("Failed: 0, Skipped: 0", output, StringComparison.Ordinal);
        Assert.Contains(
            "roleassist_key",
            File.ReadAllText(Path.Combine(_home.Root, "config")),
            StringComparison.Ordinal
        );
    }

    /// <summary>
    /// Runs in a mount namespace if its home is prepared there, and otherwise in a home without mounts.
    /// </summary>
    [Fact]
    public async Task Moves_keys_in_a_prepared_home()
    {
        var root = Environment.GetEnvironmentVariable(Variable);
        if (root is null)
        {
            Prepare();
        }

        var home = root is null ? _home : new AwsHome(root);

        await home.MoveAsync();

        Assert.Contains("roleassist_key = 3f9c", home.Config, StringComparison.Ordinal);
        Assert.Equal($"[work]\n{Keys}", home.Credentials);
        Assert.Equal(["config", "credentials"], home.Leftovers.Select(file => Path.GetFileName(file)).Order());
    }

    private void Prepare()
    {
        (_home.Config, _home.Credentials) = ("[profile home]\n", $"[work]\n{Keys}[home]\n{Keys}");
        File.Copy(_home.Files.Config, Path.Combine(_home.Root, "config"));
        File.Copy(_home.Files.Credentials, Path.Combine(_home.Root, "credentials"));
    }

    private bool CanMount()
    {
        try
        {
            _home.Run("unshare", "-m", "true");
            return OperatingSystem.IsLinux();
        }
        catch (Exception missing) when (missing is InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }
}
