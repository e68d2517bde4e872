«if roleArn»
// Works as the role of profile «comment profile».
«else»
// Works as profile «comment profile».
«end»
package main

import (
	"context"
	"fmt"
	"os"
«if roleArn»
	"time"
«end»

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
«if roleArn»
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
«end»
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	cfg, err := config.LoadDefaultConfig(ctx,
		config.WithRegion(«region»), // to work in, and whose STS is asked
«if sourceProfile»
		config.WithSharedConfigProfile(«sourceProfile»),
«end»
	)
	if err != nil {
		return fmt.Errorf("there are no credentials to begin with: %w", err)
	}
«each role»
«if first»

	// Assumed when it is first needed, and again when it has ended.
«else»

	// The role above assumes the next one. AWS gives a session that another role begins an hour at most.
«end»
	cfg.Credentials = aws.NewCredentialsCache(stscreds.NewAssumeRoleProvider(
		sts.NewFromConfig(cfg),
		«roleArn»,
		func(options *stscreds.AssumeRoleOptions) {
			options.RoleSessionName = «sessionName» // what CloudTrail shows
			options.Duration = «duration» * time.Second
«if externalId»
			options.ExternalID = aws.String(«externalId»)
«end»
«if mfaSerial»
			options.SerialNumber = aws.String(«mfaSerial»)
			options.TokenProvider = readMFACode // asks again for every renewal
«end»
		},
	))
«end»

	identity, err := sts.NewFromConfig(cfg).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	if err != nil {
«if roleArn»
		return fmt.Errorf("the role was not assumed: %w", err)
«else»
		return fmt.Errorf("AWS did not take the credentials: %w", err)
«end»
	}
	fmt.Printf("Working as %s\n", aws.ToString(identity.Arn))
	«cursor»
	return nil
}
«if mfaSerial»

// To hide what is typed takes another module, golang.org/x/term. AWS takes a code only once.
func readMFACode() (string, error) {
	fmt.Fprintf(os.Stderr, "MFA code of %s: ", «mfaSerial»)
	var code string
	_, err := fmt.Scanln(&code)
	return code, err
}
«end»
