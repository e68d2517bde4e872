using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys.Rotation;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Tests.Keys.Rotation;

public sealed class KeyRotationTests
{
    private const string NewKey = "AKIANEW1";

    [Fact]
    public async Task Replaces_the_key_with_one_code()
    {
        using var bench = await RotationBench.StartAsync();

        var result = await bench.RunAsync();

        using var stored = bench.Stored;
        Assert.Equal(
            ("home", NewKey, FakeAws.FirstKey, RotationStep.None),
            (result.Profile, result.AccessKeyId, result.OldAccessKeyId, result.Step)
        );
        Assert.Equal((NewKey, FakeAws.FirstKey, null), (stored.Current.Id, stored.Retired?.Id, stored.Pending));
        Assert.Equal((true, false), (bench.Aws[NewKey].IsActive, bench.Aws[FakeAws.FirstKey].IsActive));
        Assert.Equal(1, bench.Aws.CodesSpent);
        Assert.NotNull(stored.Current.Since);
        Assert.Equal(
            [
                "GetSessionToken",
                "GetAccessKeyLastUsed",
                "ListAccessKeys",
                "CreateAccessKey",
                "GetCallerIdentity",
                "UpdateAccessKey",
            ],
            bench.Aws.Calls.Distinct()
        );
    }

    [Fact]
    public async Task Asks_for_a_code_only_when_it_is_needed()
    {
        using var bench = await RotationBench.StartAsync();

        var needed = await FailsAsync(bench, new RotationRequest("home"));

        Assert.Equal(
            (ErrorCode.MfaRequired, "home", RotationBench.Serial),
            (needed.Code, needed.Profile, needed.MfaSerial)
        );
        Assert.Empty(bench.Aws.Calls);
    }

    [Fact]
    public async Task The_key_itself_signs_if_there_is_no_device()
    {
        using var bench = await RotationBench.StartAsync(hasMfa: false);

        var result = await bench.RunAsync(new RotationRequest("home"));

        Assert.Equal(RotationStep.None, result.Step);
        Assert.DoesNotContain("GetSessionToken", bench.Aws.Calls);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 30)]
    [InlineData(30, 0)]
    [InlineData(30, 30)]
    [InlineData(50, 3)]
    public async Task Waits_until_each_service_knows_the_key(int sts, int iam)
    {
        using var bench = await RotationBench.StartAsync();
        (bench.Aws.StsDelay, bench.Aws.IamDelay) = (TimeSpan.FromSeconds(sts), TimeSpan.FromSeconds(iam));

        Assert.Equal(RotationStep.None, (await bench.RunAsync()).Step);
        Assert.Equal(1, bench.Aws.CodesSpent);
    }

    [Fact]
    public async Task Keeps_both_keys_while_aws_does_not_accept_the_new_one()
    {
        using var bench = await RotationBench.StartAsync();
        bench.Aws.StsDelay = TimeSpan.FromMinutes(2);

        var first = await bench.RunAsync();
        Assert.Equal(
            (FakeAws.FirstKey, RotationStep.Proving, null),
            (first.AccessKeyId, first.Step, first.OldAccessKeyId)
        );
        Assert.Contains("again later", Assert.Single(first.Notes), StringComparison.Ordinal);

        bench.Time.Leap(TimeSpan.FromMinutes(2));
        var second = await bench.RunAsync();
        Assert.Equal((NewKey, RotationStep.None), (second.AccessKeyId, second.Step));
        Assert.Single(bench.Aws.Calls, "CreateAccessKey");
    }

    [Fact]
    public async Task A_single_success_proves_nothing()
    {
        using var bench = await RotationBench.StartAsync();
        var asked = 0;
        bench.Aws.StsDelay = TimeSpan.Zero;
        bench.Aws.Refuse = action =>
            action == "GetCallerIdentity" && ++asked is 3 or 6 ? ErrorCode.CredentialsInvalid : null;

        await bench.RunAsync();

        Assert.Equal(9, asked);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Deletes_the_key_of_a_lost_answer(int times)
    {
        using var bench = await RotationBench.StartAsync();
        var left = times;
        bench.Aws.Lose = action => action == "CreateAccessKey" && left-- > 0;

        if (times == 1)
        {
            Assert.Equal(RotationStep.None, (await bench.RunAsync()).Step);
            Assert.Equal([FakeAws.FirstKey, "AKIANEW2"], bench.Aws.Keys.Select(key => key.Id));
        }
        else
        {
            Assert.Equal(ErrorCode.ServiceTimeout, (await FailsAsync(bench)).Code);
            Assert.Equal([FakeAws.FirstKey], bench.Aws.Keys.Select(key => key.Id));
            Assert.Equal(RotationStep.None, bench.Stored.Step);
        }

        Assert.Equal(2, bench.Aws.Calls.Count(call => call == "CreateAccessKey"));
        Assert.Equal(1, bench.Aws.CodesSpent);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(24 * 60, true)]
    [InlineData(-24 * 60, true)]
    public async Task Does_not_delete_a_key_that_somebody_else_created(int minutesLater, bool isUnused)
    {
        using var bench = await RotationBench.StartAsync();
        using (var stored = bench.Stored)
        {
            await bench.SaveAsync(stored with { Step = RotationStep.Creating, StepTime = bench.Time.GetUtcNow() });
        }

        var created = bench.Time.GetUtcNow() + TimeSpan.FromMinutes(isUnused ? minutesLater : 0);
        bench.Aws.Keys.Add(
            new FakeAws.Key("AKIASTRANGER", "x", created)
            {
                LastUse = isUnused ? null : new KeyUse(created, "s3", "eu-west-1"),
            }
        );

        var fault = await FailsAsync(bench);

        Assert.Equal(ErrorCode.RequestRejected, fault.Code);
        Assert.Equal(2, bench.Aws.Keys.Count);
        Assert.Equal(RotationStep.None, bench.Stored.Step);
    }

    [Fact]
    public async Task Shows_both_keys_if_the_user_has_two()
    {
        using var bench = await RotationBench.StartAsync();
        var use = new KeyUse(bench.Time.GetUtcNow(), "s3", "eu-west-1");
        bench.Aws.Keys.Add(new FakeAws.Key("AKIASECOND", "x", DateTimeOffset.UnixEpoch) { LastUse = use });

        var fault = await FailsAsync(bench);

        Assert.Equal(ErrorCode.RequestRejected, fault.Code);
        Assert.Contains($"{FakeAws.FirstKey} (active", fault.Message, StringComparison.Ordinal);
        Assert.Contains(
            "AKIASECOND (active, created 1970-01-01T00:00:00Z, last used for s3 in eu-west-1 at 2026-11-01T08:00",
            fault.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("CreateAccessKey", bench.Aws.Calls);
    }

    [Fact]
    public async Task Deletes_the_retired_key_first()
    {
        using var bench = await RotationBench.StartAsync();
        await bench.RunAsync();
        bench.Time.Leap(TimeSpan.FromDays(90));

        var result = await bench.RunAsync();

        Assert.Equal([result.OldAccessKeyId, result.AccessKeyId], bench.Aws.Keys.Select(key => key.Id));
        Assert.Contains(result.Notes, note => note.Contains(FakeAws.FirstKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Does_not_delete_a_retired_key_that_is_active_again()
    {
        using var bench = await RotationBench.StartAsync();
        await bench.RunAsync();
        bench.Time.Leap(TimeSpan.FromDays(90));
        bench.Aws[FakeAws.FirstKey].IsActive = true;

        Assert.Equal(ErrorCode.RequestRejected, (await FailsAsync(bench)).Code);
        var finish = await FailsAsync(bench, new RotationRequest("home", bench.NextCode(), Finish: true));
        Assert.Equal(ErrorCode.RequestRejected, finish.Code);
        Assert.Equal(2, bench.Aws.Keys.Count);
    }

    [Fact]
    public async Task Finishes_with_the_deletion_of_the_retired_key()
    {
        using var bench = await RotationBench.StartAsync();
        await bench.RunAsync();
        bench.Time.Leap(TimeSpan.FromDays(1));

        var result = await bench.RunAsync(finish: true);
        var nothing = await bench.RunAsync(new RotationRequest("home", Finish: true));

        Assert.Equal((NewKey, FakeAws.FirstKey), (result.AccessKeyId, result.OldAccessKeyId));
        Assert.Equal([NewKey], bench.Aws.Keys.Select(key => key.Id));
        Assert.Null(bench.Stored.Retired);
        Assert.Null(nothing.OldAccessKeyId);
    }

    [Fact]
    public async Task Deletes_the_old_key_instead_of_deactivating_it()
    {
        using var bench = await RotationBench.StartAsync();

        await bench.RunAsync(delete: true);

        Assert.Equal([NewKey], bench.Aws.Keys.Select(key => key.Id));
        Assert.Null(bench.Stored.Retired);
        Assert.DoesNotContain("UpdateAccessKey", bench.Aws.Calls);
    }

    public static TheoryData<string> Denied =>
        ["GetSessionToken", "GetAccessKeyLastUsed", "ListAccessKeys", "CreateAccessKey", "UpdateAccessKey"];

    [Theory]
    [MemberData(nameof(Denied))]
    public async Task A_denied_call_leaves_a_key_that_works(string action)
    {
        using var bench = await RotationBench.StartAsync();
        bench.Aws.Refuse = asked => asked == action ? ErrorCode.AccessDenied : null;

        if (action is "GetAccessKeyLastUsed" or "UpdateAccessKey")
        {
            var result = await bench.RunAsync();
            Assert.Equal(NewKey, result.AccessKeyId);
            Assert.Equal(action == "UpdateAccessKey" ? RotationStep.Switched : RotationStep.None, result.Step);
        }
        else
        {
            Assert.Equal(ErrorCode.AccessDenied, (await FailsAsync(bench)).Code);
            Assert.Equal([FakeAws.FirstKey], bench.Aws.Keys.Select(key => key.Id));
            Assert.Equal(RotationStep.None, bench.Stored.Step);
        }

        Assert.InRange(bench.Aws.CodesSpent, 0, 1);
        bench.Aws.Refuse = _ => null;
        bench.Time.Leap(TimeSpan.FromMinutes(1));
        Assert.Equal(RotationStep.None, (await bench.RunAsync()).Step);
        Assert.Equal(
            action == "GetAccessKeyLastUsed" ? ["AKIANEW1", "AKIANEW2"] : [FakeAws.FirstKey, "AKIANEW1"],
            bench.Aws.Keys.Select(key => key.Id)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Goes_on_with_the_new_key_if_aws_no_longer_accepts_the_old_one(bool hasMfa)
    {
        using var bench = await RotationBench.StartAsync(hasMfa);
        var left = 1;
        bench.Aws.Refuse = action => action == "UpdateAccessKey" && left-- > 0 ? ErrorCode.CredentialsInvalid : null;

        if (hasMfa)
        {
            var needed = await FailsAsync(bench);
            Assert.Equal((ErrorCode.MfaCodeSpent, RotationBench.Serial), (needed.Code, needed.MfaSerial));
            Assert.Contains("next code", needed.Hint, StringComparison.Ordinal);
            Assert.Equal((NewKey, RotationStep.Switched), (bench.Stored.Current.Id, bench.Stored.Step));
        }

        Assert.Equal(RotationStep.None, (await bench.RunAsync()).Step);
        Assert.Equal((NewKey, FakeAws.FirstKey), (bench.Stored.Current.Id, bench.Stored.Retired?.Id));
        Assert.False(bench.Aws[FakeAws.FirstKey].IsActive);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Tries_again_to_save_the_new_key(int refusals)
    {
        using var bench = await RotationBench.StartAsync();
        RefuseWrites(bench, refusals);

        Assert.Equal(RotationStep.None, (await bench.RunAsync()).Step);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deletes_a_new_key_that_cannot_be_saved(bool isDeletionDenied)
    {
        using var bench = await RotationBench.StartAsync();
        RefuseWrites(bench, int.MaxValue);
        bench.Aws.Refuse = action => isDeletionDenied && action == "DeleteAccessKey" ? ErrorCode.AccessDenied : null;

        var fault = await FailsAsync(bench);

        Assert.Equal(ErrorCode.VaultFull, fault.Code);
        Assert.Contains(NewKey, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret1", fault.ToString(), StringComparison.Ordinal);
        Assert.Equal(isDeletionDenied ? 2 : 1, bench.Aws.Keys.Count);

        // What is left is cleaned up by the next run.
        bench.Store.BeforeSet = _ => { };
        bench.Aws.Refuse = _ => null;
        Assert.Equal(RotationStep.None, (await bench.RunAsync()).Step);
        Assert.Equal(2, bench.Aws.Keys.Count);
    }

    [Fact]
    public async Task A_store_that_changes_the_new_key_is_noticed()
    {
        using var bench = await RotationBench.StartAsync();
        bench.Store.Alter = bytes =>
            bench.Aws.Calls.Contains("CreateAccessKey") ? [.. bytes[..^1], (byte)' ', (byte)'}'] : bytes;

        Assert.Equal(ErrorCode.VaultUnavailable, (await FailsAsync(bench)).Code);
        Assert.Single(bench.Aws.Keys);
    }

    [Fact]
    public async Task A_locked_vault_is_noticed_before_anything_happens()
    {
        using var bench = await RotationBench.StartAsync();
        bench.Store.State = VaultState.Locked;

        Assert.Equal(ErrorCode.VaultLocked, (await FailsAsync(bench)).Code);
        Assert.Empty(bench.Aws.Calls);
    }

    [Fact]
    public async Task Begins_anew_if_the_new_key_is_gone()
    {
        using var bench = await RotationBench.StartAsync();
        bench.Aws.StsDelay = TimeSpan.FromMinutes(2);
        await bench.RunAsync();
        bench.Aws.Keys.RemoveAll(key => key.Id == NewKey);
        bench.Aws.StsDelay = TimeSpan.Zero;

        var result = await bench.RunAsync();

        Assert.Equal(RotationStep.None, result.Step);
        Assert.NotEqual(NewKey, result.AccessKeyId);
    }

    [Theory]
    [InlineData("s3", 8, true)]
    [InlineData("s3", 61, false)]
    [InlineData("sts", 8, false)]
    public async Task Asks_before_it_replaces_a_key_that_others_use(string service, int minutes, bool isAsked)
    {
        using var bench = await RotationBench.StartAsync();
        bench.Aws[FakeAws.FirstKey].LastUse = new KeyUse(
            bench.Time.GetUtcNow() - TimeSpan.FromMinutes(minutes),
            service,
            "eu-west-1"
        );
        string? reason = null;

        var run = () =>
            bench.RunAsync(
                confirm: (text, _) =>
                {
                    reason = text;
                    return Task.FromResult(false);
                }
            );

        if (!isAsked)
        {
            await run();
            Assert.Null(reason);
            return;
        }

        var declined = await Assert.ThrowsAsync<RoleAssistException>(run);
        Assert.Contains("for s3 in eu-west-1 8 minutes ago", reason, StringComparison.Ordinal);
        Assert.Contains("--yes", declined.Hint, StringComparison.Ordinal);
        Assert.Equal([FakeAws.FirstKey], bench.Aws.Keys.Select(key => key.Id));

        var noted = await bench.RunAsync();
        Assert.Contains(noted.Notes, note => note == reason);
    }

    [Fact]
    public async Task Refuses_a_step_of_a_newer_version()
    {
        using var bench = await RotationBench.StartAsync();
        using var stored = bench.Stored;
        var json = System.Text.Encoding.UTF8.GetString(stored.ToJson().Span);
        using var newer = VaultKey.FromJson(
            System.Text.Encoding.UTF8.GetBytes(json.Replace("\"none\"", "\"blessing\"", StringComparison.Ordinal))
        );
        await bench.SaveAsync(newer);

        Assert.Contains("blessing", (await FailsAsync(bench)).Message, StringComparison.Ordinal);
        Assert.Empty(bench.Aws.Calls);
    }

    [Fact]
    public async Task Names_the_profile_to_rotate_instead_of_a_role()
    {
        using var bench = await RotationBench.StartAsync();

        var role = await FailsAsync(bench, new RotationRequest("dev"));
        bench.Files.User("plain");
        var plain = await FailsAsync(bench, new RotationRequest("plain"));

        Assert.Contains("vault rotate home", role.Hint, StringComparison.Ordinal);
        Assert.Contains("vault import plain", plain.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_each_step_in_the_audit_trail()
    {
        using var bench = await RotationBench.StartAsync();

        await bench.RunAsync();

        Assert.Equal(
            [
                RotationStep.None,
                RotationStep.Creating,
                RotationStep.Created,
                RotationStep.Proving,
                RotationStep.Switched,
                RotationStep.None,
            ],
            bench.Steps
        );
    }

    [Fact]
    public async Task Refuses_an_item_without_room_before_anything_happens()
    {
        using var bench = await RotationBench.StartAsync();
        using var stored = bench.Stored;
        using var large = stored with { User = $"arn:aws:iam::111122223333:user/{new string('p', 700)}/ana" };
        await bench.SaveAsync(large);

        Assert.Equal(ErrorCode.InvalidArgument, (await FailsAsync(bench)).Code);
        Assert.Empty(bench.Aws.Calls);
    }

    /// <summary>Lets the store refuse the writes after the creation of a key.</summary>
    private static void RefuseWrites(RotationBench bench, int times)
    {
        var left = times;
        bench.Store.BeforeSet = _ =>
        {
            if (bench.Aws.Calls.Contains("CreateAccessKey") && left-- > 0)
            {
                throw VaultErrors.Full(StoreKind.SecretService, "has no room");
            }
        };
    }

    private static Task<RoleAssistException> FailsAsync(RotationBench bench, RotationRequest? request = null) =>
        Assert.ThrowsAsync<RoleAssistException>(() =>
            bench.RunAsync(request ?? new RotationRequest("home", bench.NextCode()))
        );
}
