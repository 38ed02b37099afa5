// SPDX-License-Identifier: Apache-2.0

/// RSA keys that were made for these tests and sign nothing else.
enum TestKeys {
    static let privateKey = """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDL2T4J+lk+51Wc
        lc/VsJf9AIjXGjuxd2jIlRHTZqrYiKGNQNhohupHvbztn3XWDf//KZj1iOhnWEVR
        AH3PleO9b7jm8eSZff1kp5ANcRTsF01j5nExmvo4/k8cnEOSsNxqTWeTHGh6Zk6B
        lKPcWrtEAHIIShgPmWr+W1ayDSDyk93EytafrYi85km7NEQNBEerHXP8Cko28c8T
        3wdXMRAjdhM0BdDfZJxncDt2yOqlJFNABVMqhJiDDaeh7gGzC9zQZc6iGCeOzRjx
        MkjzLSF7OG3/moJqJxDnf8UKmeF9z0CnKzaqGVdchppgavmot1Kfwcl56a9Vpsjm
        +bQmwF+NAgMBAAECggEAB6oDSxy+fj70WQ7I4Z/iFwEOJAg4dlOm/OOd5/TUN4/r
        gwQNHuDzrf7UO5rjM0kTduR5e8HJ+xi2gnUiRcu85EJvET/G+H5kKISkRd0ajEXU
        Aw2G8/Z/seTd1JWLdNhxcQ239y/6PZ/bE8Qi5QYERGo/30/p16xM+YM1nzwfIP+d
        B59nbI/I+ZPdOWbbCusl4aFvr1Z/gwOrA65nzY5uNwoBfMkOqBoLS69F8cotEezm
        mwfhZHz2s3vB1mRNBEU/voA+hbBk7qUymvJU+jTvL6dVNhFGzR8rE+PS1w87bRO2
        H3o72IjMZBGtJByRRjx6bxeLs31FsEanwOVUHU10AQKBgQDrEoqNo0MtgIk1Fjdw
        Mx1VQnPXMxEUk3qdy3BL9kHqxM8ujEunTjCMVyfTLmgHtJN3yfRVmbT7kkJiPiUJ
        9cd0RrmmyGIDINA+aHbyJ5Ypx0IesXonP73dhUwcHeQGUFhE6+llEX8zs6Ogx1lw
        SRSsATx2bUUai8rPpEZ204dlJQKBgQDd/xbTYRGtYUNwW2u+DnQpmcW8Sf5Q6PQS
        mOiNQLO9vI0SfrxMWxrGU1cy+jxu+yqRfokM52xfYz1rZnjSRwF/a8Bpuj1ZuWcd
        AztY0TWTfG1+HugpdkIddJoGjBRZ5hLpHUxHVaBG5O58Uj3cMvxY8xgmrp6kARil
        W/A5uh/oSQKBgGmXFIF2unAv8nHUHubZLu3jQaGCoMN7U3KZtUGJxiYsbVvdTQZD
        yu7fH1Zu2+/KHwuJvaTNvEvccNEsVPraWdNTCYVvMQdyr9e4mOVA/uSZSov68IG8
        0g41F/DxREHJyTx8M4RgjaCtqmxH31benNh+XahcgNPhwyHuCnDJp2G5AoGBAK7G
        AaZxKYWiqYFvuCdtIa8OzUorxvjULjPmBlAOvHOIWlhRRtWmdDHnsyMDN0j4nM7n
        G+b4261NaDGB/2UtWdSDdHzIjzxwZunEfZizPMbckydUFdtuqyadghXderg8Fm9J
        DaCrnP+zhL6D0QfnbBxrZnwtxd/ArTKia0JHco9hAoGAX1j+QocYRlaJ2iVN19nd
        C3Y7dVN3mruqsyfTH50rULJM70d9aL3C4iV1k0X5OxKywOcqnqbU7u9s9faxGLx7
        r0sX4u3Pd5s3IhFPO90fExwKePwLLB4BaQg48Oodt6gRSZWHRDOVDYTPOfYc4Av5
        s/+5bi8NA+6RKImmTrIFg18=
        -----END PRIVATE KEY-----
        """
    static let publicKey = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAy9k+CfpZPudVnJXP1bCX
        /QCI1xo7sXdoyJUR02aq2IihjUDYaIbqR7287Z911g3//ymY9YjoZ1hFUQB9z5Xj
        vW+45vHkmX39ZKeQDXEU7BdNY+ZxMZr6OP5PHJxDkrDcak1nkxxoemZOgZSj3Fq7
        RAByCEoYD5lq/ltWsg0g8pPdxMrWn62IvOZJuzREDQRHqx1z/ApKNvHPE98HVzEQ
        I3YTNAXQ32ScZ3A7dsjqpSRTQAVTKoSYgw2noe4Bswvc0GXOohgnjs0Y8TJI8y0h
        ezht/5qCaicQ53/FCpnhfc9Apys2qhlXXIaaYGr5qLdSn8HJeemvVabI5vm0JsBf
        jQIDAQAB
        -----END PUBLIC KEY-----
        """
    /// The modulus of ``privateKey``, as a key set has it.
    static let modulus = """
        y9k-CfpZPudVnJXP1bCX_QCI1xo7sXdoyJUR02aq2IihjUDYaIbqR7287Z911g3__ymY9YjoZ1hFUQB9z5XjvW-45vHkmX39ZKeQ\
        DXEU7BdNY-ZxMZr6OP5PHJxDkrDcak1nkxxoemZOgZSj3Fq7RAByCEoYD5lq_ltWsg0g8pPdxMrWn62IvOZJuzREDQRHqx1z_ApK\
        NvHPE98HVzEQI3YTNAXQ32ScZ3A7dsjqpSRTQAVTKoSYgw2noe4Bswvc0GXOohgnjs0Y8TJI8y0hezht_5qCaicQ53_FCpnhfc9A\
        pys2qhlXXIaaYGr5qLdSn8HJeemvVabI5vm0JsBfjQ
        """
    /// A second key.
    static let otherPrivateKey = """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCyYrP46PPEM69W
        xPy64bgF8AOmdCO83vD8U2wkaoNlc9t2QJjGsiL3WYUXGMuoIHjZKFqHqEpu3CR7
        CK+8ZaCotdMPjUmF49J6ysgxbNSgyZ8rlOHulKuy3jcnrNLnW92K5zTE/1QScIzl
        rtAeU3ktwTuDv/jAnSTVTdvQiJdQHmX6UAjxNOkCwoWKHLMuUzWnu2+hHprBF8NS
        qeUv5DcwprT14CRk04Zwr0PfAm1jDZb3Nt61upX/VKWJz1HDqqgykCeUKpWCKyHf
        d2QNfvmnYukFpUKabGlCn7G1j8chog1SFnDOWAKs3UCWemvHQk5vZtaj/nF2Gux/
        k0SSVW1HAgMBAAECggEAPcYOeuj42X3of0zSFElsN6opKXBYm+Q8YbTl4yp7fBuF
        6UpvXYd8slluzFPK2tr73n+p8gZmWEOl4nFcogoze5kTkPQlfNcrIVitwOfmLhQE
        Kcxx/PPBDb0ELpobowDeFGcCkCG3VHdjY3qJGadgdGbRHEvTcag5hCBlOa7Db3uy
        2ZCtBj8/V+lRRR+Mv5TL1V91AjPwtIqW2+pdkFd5an7FdQ0+B57EWItksJSb5UC1
        XD2UuJjAeT/kW/XJsTvRtmuxPBckEZA2HWQ1RUc1RwOQgan+6lvsGZ8JHGpxPiFZ
        yHROBjv+Xiyf5Qari7pZ2O267lGn5jJCAT364Ikz2QKBgQDo2n0uSOjZRnL6WtSy
        V9dvz2q6jbNqwvhlLG29ThO/Yo3qhGeeuz02O9scQDNpH7kzsj0d+IZwNW09Tf5s
        Cg4Kf7SjpXM3zvf+fBEI0l3V8nL4Ud0bMF0egn3sVAXpnhdC4mdsDgXc9ZpI0yLQ
        VDi531tIFEZZspoFUfCku0PLhQKBgQDEHiX1aht4xfhhhcotFn3PUXtgFbKlvUU4
        D/RUnFQ4qO1UVQmJf8wHdUB5YNJT3h5WmkDRQyYJF6Fini0U4vVj7lUbR2glCFOv
        SZwtWYMt2zZPdo89X1tZFM86FDgT5k2kjIOvxdYsUvWy7M/+Dgap4PYjQQjMhC/g
        XAe27KtRWwKBgFdNC1/eEAbeJd99TH9s9aXC8zXsSJc/cBeml6JA8qBvl9uUNrFJ
        bAK4YEbwPxYrwakDK2zgL69EKKeyZTAmeOswxA4SyubinxH3e/99t5auJrK5Jpe6
        Az+cFxAS1ICpN/lonvPhMguMvYKOPmAzI210s2mLyHB6yMoz1XA9kYZtAoGAdYkP
        /MXr0vTqyB+zrFP3cIGH7Gz0lSoayt+c8fyC6TYsjkcsoRBLSgj2bAgf5Y2QJxzp
        TcDtkbNs0Dq2D/d5U7upm+CuxMr5xGrcQ72KxbfEE9mdPQ3iJEA5dbhaZ2q2C7D+
        1yA9HHFXuTT97mefjL47JaO7Tz7FprPhF7s9bVMCgYEAtoujB3Z4FSVVkyW6lodj
        kK5dtM5lYZu/2motDSQseBZHYlyYcJAzoPZRNjpi68gfha7a0+WM995v+SyBpV1O
        609sNxrqjANBKWF/V83kxeSGRw2vqEcAS/n0QqM+C/rDYPVyIeMZqQ9R3i7a/N4T
        uYbQUn7Gq2CaYjQGg4SRNTY=
        -----END PRIVATE KEY-----
        """
    static let otherModulus = """
        smKz-OjzxDOvVsT8uuG4BfADpnQjvN7w_FNsJGqDZXPbdkCYxrIi91mFFxjLqCB42Shah6hKbtwkewivvGWgqLXTD41JhePSesrI\
        MWzUoMmfK5Th7pSrst43J6zS51vdiuc0xP9UEnCM5a7QHlN5LcE7g7_4wJ0k1U3b0IiXUB5l-lAI8TTpAsKFihyzLlM1p7tvoR6a\
        wRfDUqnlL-Q3MKa09eAkZNOGcK9D3wJtYw2W9zbetbqV_1Slic9Rw6qoMpAnlCqVgish33dkDX75p2LpBaVCmmxpQp-xtY_HIaIN\
        UhZwzlgCrN1Alnprx0JOb2bWo_5xdhrsf5NEklVtRw
        """
}
