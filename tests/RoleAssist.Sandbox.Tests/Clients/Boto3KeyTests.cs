using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Clients;

/// <summary>Rotates keys with boto3.</summary>
public sealed class Boto3KeyTests(LiveSandbox sandbox) : IClassFixture<LiveSandbox>
{
    private const string Attempt = """
        def attempt(call, **parameters):
            try:
                print(call(**parameters).get('Arn', 'done'))
            except botocore.exceptions.ClientError as error:
                print(error)


        """;

    [Boto3Fact]
    public async Task Rotates_the_key_of_a_user_in_a_session_with_mfa()
    {
        var code = await sandbox.CodeAsync();
        var created = await RunAsync(
            $$"""
            sts = Session(profile='home').create_client('sts')
            session = sts.get_session_token(SerialNumber='{{sandbox.Serial}}', TokenCode='{{code}}')['Credentials']
            print(session['AccessKeyId'], session['SecretAccessKey'], session['SessionToken'])
            iam = Session().create_client('iam', 'us-east-1', aws_access_key_id=session['AccessKeyId'],
                aws_secret_access_key=session['SecretAccessKey'], aws_session_token=session['SessionToken'])
            new = iam.create_access_key(UserName='alice')['AccessKey']
            print(new['AccessKeyId'], new['SecretAccessKey'])
            attempt(Session().create_client('sts', 'us-east-1', aws_access_key_id=new['AccessKeyId'],
                aws_secret_access_key=new['SecretAccessKey']).get_caller_identity)
            attempt(iam.create_access_key, UserName='alice')
            """
        );
        var lines = created.Split('\n');
        Assert.Equal(
            [
                "An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.",
                "An error occurred (LimitExceeded) when calling the CreateAccessKey operation: Cannot exceed quota for AccessKeysPerUser: 2",
            ],
            lines[2..]
        );

        // The clock of the sandbox skips the time in which the services learn the key.
        await sandbox.CodeAsync();
        var session = lines[0].Split(' ');
        var key = lines[1].Split(' ');
        Assert.Equal(
            $"""
            arn:aws:iam::111122223333:user/alice
            done
            done
            An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.
            {key[0]} Active
            alice sts us-east-1
            """,
            await RunAsync(
                $"""
                new = dict(aws_access_key_id='{key[0]}', aws_secret_access_key='{key[1]}')
                attempt(Session().create_client('sts', 'us-east-1', **new).get_caller_identity)
                iam = Session().create_client('iam', 'us-east-1', aws_access_key_id='{session[0]}', aws_secret_access_key='{session[
                    1
                ]}', aws_session_token='{session[2]}')
                old = '{sandbox.Keys.AccessKeyId}'
                attempt(iam.update_access_key, UserName='alice', AccessKeyId=old, Status='Inactive')
                attempt(iam.delete_access_key, UserName='alice', AccessKeyId=old)
                attempt(Session(profile='home').create_client('sts').get_caller_identity)
                for key in iam.get_paginator('list_access_keys').paginate(UserName='alice').build_full_result()['AccessKeyMetadata']:
                    print(key['AccessKeyId'], key['Status'])
                used = iam.get_access_key_last_used(AccessKeyId=new['aws_access_key_id'])
                print(used['UserName'], used['AccessKeyLastUsed']['ServiceName'], used['AccessKeyLastUsed']['Region'])
                """
            )
        );
    }

    private Task<string> RunAsync(string script) => Boto3.RunAsync(sandbox, Attempt + script);
}
