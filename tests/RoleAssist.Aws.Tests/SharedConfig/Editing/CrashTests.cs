using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.Tests.SharedConfig.Editing;

/// <summary>Stops an edit before each of its changes, as a crash does: nothing that would follow happens.</summary>
public sealed class CrashTests : IDisposable
{
    private const string Keys = $"aws_access_key_id = {AwsHome.KeyId}\naws_secret_access_key = {AwsHome.Secret}\n";
    private const string Config = "[profile home]\nregion = x\n# end\n";
    private const string Credentials = $"[work]\naws_access_key_id = W\naws_secret_access_key = V\n\n[home]\n{Keys}";
    private const string CredentialsAfter = "[work]\naws_access_key_id = W\naws_secret_access_key = V\n\n";
    private const string ConfigAfter =
        "[profile home]\nregion = x\ncredential_process = /opt/roleassist credential-process home\nroleassist_key = 3f9c\n# end\n";

    private readonly AwsHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public async Task A_crash_at_any_step_is_finished_or_undone(bool isInPlace, bool keyExists)
    {
        for (var step = 0; await CrashesAsync(step, isInPlace, undo: false); step++)
        {
            Assert.DoesNotContain(Directory.GetFiles(_home.State), HasKey);
            await RepairAsync(keyExists);
            RequireWhole();
        }

        Assert.Equal((ConfigAfter, CredentialsAfter), (_home.Config, _home.Credentials));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_while_undoing_is_repaired_too(bool isInPlace)
    {
        for (var step = 0; await CrashesAsync(step, isInPlace, undo: true); step++)
        {
            Assert.DoesNotContain(Directory.GetFiles(_home.State), HasKey);
            await RepairAsync(keyExists: true);
            RequireWhole();
        }

        Assert.Equal((Config, Credentials), (_home.Config, _home.Credentials));
    }

    [Fact]
    public async Task A_crash_during_a_repair_is_repaired_too()
    {
        for (var step = 0; await CrashesAsync(step, isInPlace: false, undo: false); step++)
        {
            for (var inner = 0; ; inner++)
            {
                try
                {
                    await _home
                        .Editor(CrashAt(inner))
                        .RepairAsync((_, _) => new(step % 2 == 0), CancellationToken.None);
                    break;
                }
                catch (CrashException)
                {
                    // The next repair goes on.
                }
            }

            RequireWhole();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_was_half_written_in_place_is_completed(bool isUndo)
    {
        for (var cut = 0; cut <= Credentials.Length; cut += 9)
        {
            Restore(isInPlace: true);
            var edit = isUndo ? await _home.MoveAsync() : null;
            var writes = 0;
            var stop = Crash(step => step == WriteStep.WriteInPlace && ++writes == (isUndo ? 1 : 2));
            await Assert.ThrowsAsync<CrashException>(() =>
                isUndo
                    ? new AwsFilesTransaction(Folder(stop)).UndoAsync(edit!.Changes, "key/3f9c")
                    : _home.MoveAsync(stop)
            );
            var (old, wanted) = isUndo ? (CredentialsAfter, Credentials) : (Credentials, CredentialsAfter);
            var end = Math.Min(cut, wanted.Length);
            _home.Credentials = wanted[..end] + (end < old.Length ? old[end..] : "");

            await RepairAsync(keyExists: true);

            RequireWhole();
        }
    }

    [Fact]
    public async Task An_edit_waits_until_its_subject_can_be_found()
    {
        Restore(isInPlace: false);
        var renames = 0;
        await Assert.ThrowsAsync<CrashException>(() =>
            _home.MoveAsync(Crash(step => step == WriteStep.Exchange && ++renames == 2))
        );

        Assert.Equal(
            RepairOutcome.Waiting,
            Assert.Single(await _home.Editor().RepairAsync(canFinish: null, CancellationToken.None)).Outcome
        );
        Assert.Equal((ConfigAfter, Credentials), (_home.Config, _home.Credentials));

        // Others may edit the files meanwhile.
        _home.Config = "# before\n" + _home.Config + "# after\n";
        _home.Credentials = "# before\n" + _home.Credentials + "# after\n";
        var repaired = Assert.Single(
            await _home.Editor().RepairAsync((subject, _) => new(subject == "key/3f9c"), CancellationToken.None)
        );
        Assert.Equal((RepairOutcome.Finished, 2), (repaired.Outcome, repaired.Files.Count));
        Assert.Equal($"# before\n{ConfigAfter}# after\n", _home.Config);
        Assert.Equal(
            $"# before\n{CredentialsAfter}# after\n",
            _home.Credentials.Replace("[home]\n", "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_journal_holds_no_byte_of_a_file()
    {
        Restore(isInPlace: false);
        var journals = new List<string>();
        await _home.MoveAsync(_ =>
            journals.AddRange(Directory.GetFiles(_home.State, "*.json").Select(File.ReadAllText))
        );

        Assert.NotEmpty(journals);
        Assert.All(
            journals,
            journal =>
            {
                Assert.DoesNotContain("AKIA", journal, StringComparison.Ordinal);
                Assert.DoesNotContain("region", journal, StringComparison.Ordinal);
                Assert.DoesNotContain("[home]", journal, StringComparison.Ordinal);
            }
        );
    }

    /// <summary>Returns whether the edit reached the step.</summary>
    private async Task<bool> CrashesAsync(int step, bool isInPlace, bool undo)
    {
        Restore(isInPlace);
        var edit = undo ? await _home.MoveAsync() : null;
        try
        {
            await (
                undo
                    ? new AwsFilesTransaction(Folder(CrashAt(step))).UndoAsync(edit!.Changes, "key/3f9c")
                    : _home.MoveAsync(CrashAt(step))
            );
            return false;
        }
        catch (CrashException)
        {
            return true;
        }
    }

    private EditFolder Folder(Action<WriteStep> reach) =>
        new(name => Path.Combine(_home.State, name), TimeProvider.System, reach);

    private async Task RepairAsync(bool keyExists) =>
        await _home.Editor().RepairAsync((_, _) => new(keyExists), CancellationToken.None);

    private void Restore(bool isInPlace)
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_home.Files.Config)!))
        {
            File.Delete(file);
        }

        (_home.Config, _home.Credentials) = (Config, Credentials);
        if (isInPlace)
        {
            // A file with a second name is not replaced.
            _home.Run("ln", _home.Files.Config, $"{_home.Files.Config}.2");
            _home.Run("ln", _home.Files.Credentials, $"{_home.Files.Credentials}.2");
        }
    }

    private void RequireWhole()
    {
        var isBefore = (_home.Config, _home.Credentials) == (Config, Credentials);
        var isAfter = (_home.Config, _home.Credentials) == (ConfigAfter, CredentialsAfter);
        Assert.True(isBefore || isAfter, $"{_home.Config}\n---\n{_home.Credentials}");
        Assert.DoesNotContain(_home.Leftovers, file => !file.EndsWith(".2", StringComparison.Ordinal));
    }

    private static bool HasKey(string file) =>
        !file.EndsWith(".lock", StringComparison.Ordinal)
        && File.ReadAllText(file).Contains(AwsHome.Secret, StringComparison.Ordinal);

    private static Action<WriteStep> CrashAt(int number)
    {
        var reached = 0;
        return Crash(_ => reached++ == number);
    }

    private static Action<WriteStep> Crash(Func<WriteStep, bool> isHere)
    {
        var isDead = false;
        return step =>
        {
            isDead = isDead || isHere(step);
            if (isDead)
            {
                throw new CrashException();
            }
        };
    }

    private sealed class CrashException : Exception;
}
