using System.Diagnostics;
using RoleAssist.Core.Vault;
using RoleAssist.TestInfrastructure;
using RoleAssist.Vault.Linux;
using RoleAssist.Vault.Tests.Fakes;
using RoleAssist.Vault.Tests.Support;

namespace RoleAssist.Vault.Tests.Linux;

public class KernelKeyringTests
{
    private readonly string _vault = Guid.NewGuid().ToString("N");

    [KernelKeyringFact]
    public async Task Other_processes_of_the_user_find_a_key_that_other_users_do_not()
    {
        var keyring = new KernelKeyring(new Keyctl());
        using var key = SecretBytes.Random(32);
        try
        {
            Assert.Null(keyring.Find(_vault));
            Assert.True(keyring.Keep(_vault, key, TimeSpan.FromMinutes(1)));

            using var found = keyring.Find(_vault);
            Assert.True(key.Matches(found!));
            Assert.Equal(0, await SearchAsync("keyctl", "session", "-", "keyctl", "search", "@u", "user", Description));
            if (Environment.IsPrivilegedProcess)
            {
                Assert.NotEqual(
                    0,
                    await SearchAsync(
                        "setpriv",
                        "--reuid=12002",
                        "--regid=12002",
                        "--clear-groups",
                        "keyctl",
                        "search",
                        "@u",
                        "user",
                        Description
                    )
                );
            }
        }
        finally
        {
            keyring.Forget(_vault);
        }

        Assert.Null(keyring.Find(_vault));
    }

    [KernelKeyringFact]
    public async Task The_kernel_forgets_a_key_when_its_time_is_over()
    {
        var keyring = new KernelKeyring(new Keyctl());
        using var key = SecretBytes.Random(32);

        Assert.True(keyring.Keep(_vault, key, TimeSpan.FromSeconds(1)));

        var waited = Stopwatch.StartNew();
        while (keyring.Find(_vault) is { } found)
        {
            found.Dispose();
            Assert.True(waited.Elapsed < TimeLimits.Hang);
            await Task.Delay(50);
        }
    }

    [KernelKeyringFact]
    public void A_later_key_replaces_an_earlier_one()
    {
        var keyring = new KernelKeyring(new Keyctl());
        using var first = SecretBytes.Random(32);
        using var second = SecretBytes.Random(32);
        Assert.True(keyring.Keep(_vault, first, TimeSpan.FromMinutes(1)));
        Assert.True(keyring.Keep(_vault, second, TimeSpan.FromMinutes(1)));

        using var found = keyring.Find(_vault);
        keyring.Forget(_vault);

        Assert.True(second.Matches(found!));
        Assert.Null(keyring.Find(_vault));
    }

    /// <summary>EPERM, ENOSYS, EDQUOT, EACCES.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(38)]
    [InlineData(122)]
    [InlineData(13)]
    public void Where_the_kernel_refuses_there_is_no_key(int error)
    {
        foreach (var call in Enum.GetValues<KeyctlCall>())
        {
            var kernel = new FakeKeyctl { Failing = call, Error = error };
            var keyring = new KernelKeyring(kernel);
            using var key = SecretBytes.Random(32);

            var isKept = keyring.Keep(_vault, key, TimeSpan.FromMinutes(1));
            using var found = keyring.Find(_vault);

            Assert.Equal(call is KeyctlCall.Search or KeyctlCall.Read or KeyctlCall.None, isKept);
            Assert.Equal(call is KeyctlCall.None, found is not null);
            Assert.True(isKept || kernel.IsEmpty);
        }
    }

    [Fact]
    public void A_key_of_another_size_is_not_used()
    {
        var kernel = new FakeKeyctl();
        _ = kernel.Link(kernel.Add($"roleassist:vault:{_vault}", new byte[31], -1), -4);

        Assert.Null(new KernelKeyring(kernel).Find(_vault));
    }

    private string Description => $"roleassist:vault:{_vault}";

    private static async Task<int> SearchAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
