// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The icon on a home screen: a steering wheel and a road. Its shape keeps within the middle four fifths, so that a
/// phone may cut its edges to any form (W3C Web Application Manifest, “maskable”).
enum PhoneIcon {
    static let path = "/logbook/phone-icon.svg"

    static let svg = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">
        <path fill="#0b5c8f" d="M0 0h512v512H0z"/>
        <path fill="#fff" d="M206 400 240 120h32l34 280z"/>
        <path fill="#0b5c8f" d="M252 352h8l2 40h-12zm2-88h4l2 48h-8zm1-80h2l1 44h-4z"/>
        <circle cx="256" cy="256" r="150" fill="none" stroke="#fff" stroke-width="26"/>
        </svg>

        """

    /// The same drawing as PNG, for phones that take nothing else.
    struct Picture: Sendable {
        let size: Int
        let bytes: [UInt8]
        var path: String { "/logbook/phone-icon-\(size).png" }

        fileprivate init(_ size: Int, _ base64: String) {
            self.size = size
            bytes = Data(base64Encoded: base64, options: .ignoreUnknownCharacters).map(Array.init) ?? []
        }
    }

    static let pictures = [Picture(180, small), Picture(192, middle), Picture(512, large)]

    private static let small = """
        iVBORw0KGgoAAAANSUhEUgAAALQAAAC0BAMAAADP4xsBAAAAMFBMVEULXI8bZ5Yscp48faVMh61ckrRtnbx9qMONs8udvtKuydq+1OHO3une
        6fDv9Pj///8juMjVAAAF1UlEQVR42u1azW8bRRRfO7HjjyaOOCC+RMwZhCNVqoSoVB+qSqgSzpEDVSzBhQO1/wLcA72A1AQVceEQAxduMaIH
        EKBERXBBwjkgQEKiQSqIA8iO46Rx/DHYOzs7OzNvnTezrrjM75QdZ3878+bNe795M45jYWFhYWFhYWFhYfE/IPbI+fPPLM+e98I7PxIX/3z6
        2kz7+0qTBNB/e2Z9T+wQCf212TC/0CIKRrdnwfwqAXEnOvObJATfR2W+RkLxUzTmZ8kUfByF+TGB6t8fvv5daLhhzjx3j7vEl6+/+9UYX1z5
        kDvMcNWYuuZzfDAmcb27P/7gG/4Xj02Zn2QMv7q9cwmH7mhusV8+i2gOz4XpA/37ajSTrHuvf0If4/QpT59e9H48MmFOei9/7j3P08ei93jR
        +7lsQF2hr/4pfcqnuk6fH+gzL9A3e378TEm+HNuiDVXDTo+KfkOaMm36DfMtMwdMUKK7vCVLWxq85Tnaohu7S9QcgZZFSrQXaKIm6Wr6tGrH
        HG1qK/Mx0vPtp1UzFih1R40Ef2hR76g+S00kDp92u6/DnAJctgJFpJp2cC1JfjbBBqU+ERrT2hPpeuyp2OatkJ7Yuu1OpK49GpD5ZcNmNS1y
        yY2XkkTyBNRAElZu5D1EUzehf/fy1gjqxkAvnErRMsYSyzIUxrChdQly1jlGvQoNcV8n23aAeDVqAdGooBP+WtCkTwbe2wLic8rPxkhTDyGH
        dKkVR7uHN/YimE4zjLoOpuc9/CpX/vXcZJFPFvsu2BXcWt8GU8cSo94HDdhDUcPTssKoDxzI2KgwkoCdabLqHtTARV3BZsgsvATWGfURvMTq
        COqcGqrZOnKpVU2TkXPmVAcpKs0TMx9XlFzgSzaMi2zAk7LNqE/h5YsRaDvw601GPYA/20f6HhBtJh52tA6HiwoX3tMwH5I1CKMmIVnpbKGz
        APtenFPnYe87O0ClgIzLBjNowt6TxaXeDOzWSb5bVLuXxq2Zc7AcT03biLpG3MUtxiLcMULgISVw6XEFnqksp27Ac9zGUS/DqUcV7wEhcXAm
        dQF23RynbsNO30GJslHIFwHxzqkPUYFvGCaLwyRvKwp1hVOHBJiuKfUGpz6JQg3YeotT92CDdE2ncYfHkL6prUOcz1Vf3VKIvsM5Xwi1KzEP
        L8E7F+SSgRc6Fe6UWl2rcRw1HJ6ocO8UQPFOg3kbF1TLcKHhYAUuJSRxQTUDhuSFIHXVMBWkwH+jmaCdg3MBMoElwbCeCVLXDdPuHOij7gyQ
        fZdDtSpSLMASh3Lu0YSwD8UujMAGhdlKkPrAVJiBcpKulV1ql0NTOVmCXHc9SH0EOT1GBOcgJ6DVmkYWLEiipTu44aCZoJ4Bc8EKLCGQ26Tt
        IPWp6TYpBsVkWme5cxWqtuA3d+CWVDhQGgHDxG1JS8CKE09NgJWK20gDe+64SJ1H7OnDA9RAjfUcRXUekBWilhKUkyJ1WQnl2EpfTanBpkj4
        KdLzOgWiJcV50yL1pqJQsGWtBSUDZkXqxlmVO40S4qJIvWdcQlQLnzmRum1e+EzLwy6I1B3ZVJto6phcZC6J1F25yKxx+C2Xxisi9XGE0rhc
        0PeE+2/fyOJdv6Dv1cGrknC/kZLEe0r/GMI7POlJFXdG3Rc/qXd4MtcSdJJ3qFn1ztyGgqbSPPLxJnKwLITrclII2PGmyUEVO167L1Tc1xJC
        5f1ls+M15m/VYMXdp14NhEP9U2nPrP08HwIpspSwxs1hcJTJun3CP0NWWffHdLEN86P0BL/1wDJBPs5zwTViaOnALJHvPCcbzx6bz7p/a+S+
        CTM/ov/7KZn67q2ItxaekG9tyHqEkI8cQ9SkCziSiopwHYItd5/68mWxIcIlDudxMhXvORFwcRrzt04kXA9n/isasxN7K4z5l+i3wUIuPv3s
        zAAvQRfB3ndmgkfV62tlZ0aQLt0Nbs70wuCVh3RV0Ov7Q7rgaGFhYWFhYWFhYWFxNv4Dw7HmTt7JMOUAAAAASUVORK5CYII=
        """

    private static let middle = """
        iVBORw0KGgoAAAANSUhEUgAAAMAAAADABAMAAACg8nE0AAAAMFBMVEULXI8bZ5Yscp48faVMh61ckrRtnbx9qMONs8udvtKuydq+1OHO3une
        6fDv9Pj///8juMjVAAAGZElEQVR42u1aPWwjRRRe/8RxYsfJNUgITo5OtJwjXXMVjigQDWd3lDYS1RUkBRRIiESiQhS5q0BQJDQnUTl0ICES
        KgokEhC9DXcCIUC+OH+O/xZ7Z2Z3ZvY9Z2ZnLSExr7Jn7fftzHvz/h3HkiVLlixZsmTJkiVLlv6flLh1586tlRkxT73+WdP16J+v31mLnX3y
        ftvlaPRoNV7+d5uuRMMP4jz691yAvo9NGOkDF6T+ejz8545chAbVOPhnmi5Kw3oM5zOF/xjB+JQSDXcqXZlK+i1B+3/44pMPP/1GuBG/m/F/
        juP+1Zs3yKcbr3zEYXxuZB4CATwaW4cU+Tj5dD8Qg4nZ2PAV8g1PYckXTzmf8ZX3Ijr/BV+UxPLMk2+bZHe77OmDyABMg/6kli1Lvm5T+8cQ
        eqYS7jFVXCTf95iFZS+wH/EK0FMe+FLMk4VDWQcG0S7DTaqegTkokJVWYEaouv4UaQP09b4MlpbJytNg5XmqqlG2QP/b5ZZKZKnDLe1Ip6ZB
        xAmMeGtWIdzOeFtIDqmvz59qzM/AvRNu1ouiZqkT2ftwNbwmnJqTJKK61HYDkHrQm3XlAFvQdQy3Ie2gvrkPaduvmgBHkH5TxR1C90VTzMTq
        jKToilk3KSZr8xZKkcrefx5LnBiAhPuSt3iqBdBkngUQfEigaejgptM86EkyDKAO+qVNDYASeHmyDEA+7py3+puumQhZsAXMhRFN7enespDU
        ci7mYMqQyKZQDta7JQZwDGv1vp6SjkLLE3dwtSs6BHpGbT1F9XztOSh6D6ATelTTEkIS8SGTjXV3wFfNQRfwGlewBr6mBxDeXErLKRQR47XF
        AC4RxT7RCRjPYB/kAXTDzyo6QeQB4sYnsr/cgqWZ1zDZiSDCDfsID2AAJFren1Y0LB3wYKLsFxvgFaFvVVe/xz2EhwcAvWlD/S4vIzJOBQBr
        iJRb6oYC+KmXfpzXEAEV1I3FFpJUzAcAm0iycqmupVUkECAA24gaqVmjNiJGz4KcVRCbkIQtMGbqIA+eDwAOsThBxdylw9EhJ0bPXIPa0lAN
        IDOYtIpB8n2C6YbKTcvC3oY5XjTIqqmGd4sYh0oAcIbhq3iEvAt5XT7th+3ysmoqVcCkuBMAdLH/HasCQG+yy1WJsJ23VG3dPpoVoskAerTK
        AFxtbYhZeRWAIqYNfJ0L0z4Vt1+aZmyQFCQWgDQPsG4AgB1RhgeoGwBgQs7yANsGQsZuJEk/TstYFU1ZTbGLluMBgB0uqV407Ick/eiUXMQk
        KJsKbKukGnVSdJHnRVVjh5nrEg/QMTDXmMMh7uDpMuYQlB0O5jI3eIALxGWqdCzSSICzRSqOBaz+1FDNZLGwhfib4yXM47SV43fklw0eoGcQ
        eBFOVaREdUiqvwOT0BEJfts8wAi2JGpJWhm8kglapqAFixWD8L0AKjrtfuwtunAWrZGA5MC4YU4EqIIxh1oKlQEPmXY/Hiy4cHmrrZ4EJkCn
        yLofWdjjzGmksSQA2odr2QxgTzE1BakGKURe7AAeQqp3rghQgN6mIAK0oF23FAEWoNCnKAKcQEGTar8rCbndsghwCjls5UYLVFKriQDnJiU1
        8rZS2XRLBLgEioIdo7LmjgjQBS7JnjIAVJjdlRrVRoVZqLQsTSb0wyek09IshfVIau0PzYrjQHlfbuaHFUCnvE/fdx1JP6R7GKFBEW6xpGWA
        dfnHei2WUJMoIwMEpj9SkyjU5srKAAG/m0icMZ1uS51o1v3YnJe7IBEbdWmpV8q6H/WM3AWJ2GqkpmG0JqQfHACLa1LtaM1S5iKfCOnHOJqg
        0YWfglSitnuZbdjk7/b4JJi+doRgI0LDmrXc+ytCNWotJdSkEgfRW+5saOCJUI3yAYgduWcwNMDUw33Iu4PVJO8QnqVfvovC3x/c8AYrmDtY
        SXAOgY1VRBzc8HV/MivW8I1oMNDiT5dFHD0JuI4RjmSAgTPXNB2eYTo4FmKVHsaIJSLuyOev5whEuucjBI6M8fWnsB5H5++reTC65zjyWF/f
        aE4tez3AtmNEr7nX0C+OIb0/nf8fpvyd5ME0/r1VYwB0GNQTcCyjuSl03LEX0+hvsjG786HXYcYjuWO6G5qaHcQ5VDzZxKvf8uz/ensG490v
        vPsj4f73xy87M6KZjqZbsmTJkiVLlixZsmTJ0n+d/gWdQk/503z8NwAAAABJRU5ErkJggg==
        """

    private static let large = """
        iVBORw0KGgoAAAANSUhEUgAAAgAAAAIABAMAAAAGVsnJAAAAMFBMVEULXI8bZ5Yscp48faVMh61ckrRtnbx9qMONs8udvtKuydq+1OHO3une
        6fDv9Pj///8juMjVAAASvElEQVR42u2dbYxjVRnHb9/b6WtQXuRlO0RjAgZmFPwGdBViTAjb2RghwYWORiKGyAwfcENUOiaGhEjoSqLwRTuY
        8AXRLoYgMcYZghtRg10QJRqSDu+IJl1m2d3ZmbbXXWZnnd57zr3nPM/tOed2n9/Hnd5uz7/3POd5/uc5t5ZFEARBEARBEARBEARBEARBEARB
        EARBEARBEARBEARBEARBEARBEARBEARBEARBEARBEARBEARBEARBEARBEARBEARBEARBcIlceePe+x//3Qvdwat/efyRvbddWzqTRv+J25/o
        2g4Gf77v82fE4KNf+GHH5tB/5uuTYz78+AO2D8/sHOPhf9R3+GMtgdjwT/L858Yx7N9hS/D02C0K5yzZUmzsHq+v/2ZbmsfG6CY4u2UDWN99
        Bn/9m7nReNwE8ZYNZn0MVsRE20bQmwn7+M/t2Cj6d4V7/Od1bSSD74d5/JfaAfBQeMd/vR0IT4V1/HvsgDgQzvHfYgfGy2Ec/6fsAPl1+Mb/
        MTtQQrcWJLvBCjCYDVn+27EDpheqrDjasgNnPUR+aaRhj4C18NSGd9oj4a2wjP8qkdH85+Fvf/m6Ky4uRc664robv3HP70WueS4c40/7j+Rf
        933G+U8fv/2X/tcthCIA+hkA7919IpzFnP86feLKm/zug14YAuGt3mP459c2fRLnv286H5/8aejDQMZ7y2PL6Ew5/zK/ZaB6b5/sM34CeGVA
        7+3mB4r/T++zfxXmSeCxAg5+vO11E86/Lm77480eefTbZo//fP4n//dQLptz/nl5KJP+Gf99HjV5/DH+1v8Phl9ZcL5gZfjvX+S/07TBAtR5
        n/pd56cuOl9xyKnlg7z3Ombu+C/gfeZXXGn8lPMlq66C4nu8d3sydCsAw9OrOl/zgbin2Dd1JbhGwtWdc77oqISr/IahJkhXwtd3FcxrrFdd
        wllQzYyDNZmdnabzdceZL+PsLH1gpAso5Wa6GkY22K87j/2uJjqEDSk/2xUv+1LuuoFLYUZuR8P9Ut4rbwhJUcS0Qd/hrpju13LXtnuZFqlp
        47+Q9SmPc23MuPvFXNs70gxBNhRh2UAb0zIRkx/XYqw375nlEV/GSthmpHxDD78vwUoxXzLqBmB9wh/JhUyvsMbaaOyXDI8AnvZd1v36/bJG
        47MGCbAk613l3RcclLWaN8wZ/4S0hV90X3DI8wLWZsOiMQIw1qk3va+Ycl/xvvcVuxirrCnjTzFuT58IVXFfctgnzjKm2by5ZeCs/CVH5Iut
        I2aMn5HV/Q1gHvrWN1dLZI9KqQAmJ6N0XAOEmsNGOIFdQLXegpQ37kkwMMEdvAgyNRnLeg8SbF40MgsWaHFnOF0D/6sSJubDWdkU4EPVWAWu
        wFh2ySXQSqhDLNsYSwCR67rGeWMxkGmfYAkgcjjkGohsakOg0LZNiiWASF7n3nzSHQZbIJ8iDe6AuswwczAJc6pY5aNYcef23ma1ClCBuRQ5
        lgDLMO/lda0CdGDrcoElwAos7+jpHH8G+HWUWQK8L3bt5SbtkdSAi1KFJcAqcOHVuFPqqoNEP0sVs+VbNaciykFymZPMsQQ4KnhxAhY9R0ED
        mpcyd5LXRK+uQy8cuRUkHI6Yu33CHmfGFGNoBzgpYz5PQ9znb8lsKSicAeKlKbOdrA8uwTWVhFH4fi2770XchGnLWwkjwJnQvwaWzq9FwjcZ
        WtQiQAUciuJsAeBvoMcd7oAXoyS69atpQD2QhKcjafSRqJwBNfEOeEKaQR+HiYLjT3A0YYksaxkDOLxz2pPBKCIQ59kCyOQzE+AVJCiyiB2K
        IluAQxJv4fRF1O8P1BAL0RRbgFWZ96joNgU6iF6FKlsAKRFT0Dw6IFKYhqU5tgBy/Q5LertFdoD8PE5BD6pppvQuhHWM/pznK8itZWn4Mhx8
        CJCcgZwHbMht8kS6OoNAAtWttK2aPVQEZ/Q1mB85EjtUchXusgUYoD7DslIBqpg8bHt7xEoB7GvEdGYCS5iWzRhPAMm9/qa+beIoagnaHkAO
        5uHTeIe+ciCDqsZTPAHm4e+jeI+wjFqB0jwBFiTfqI1IxnA0UI7c9lJ2OYfwNqvaPIEuypPN8QRYRigpvYoGaAfKRp8CT4AVXCxWZwzmcevP
        9giyP4uZxUuadshqOFO+whNA+p2qmo4PLOHcqBpPAOlkLqfnFFUEuTm9vZRenMCUtAk9W4RJZB3a4Akgv5B1tETBLNKJaPIEkD8GNqfFGi4j
        Y+/2ELIvg5rEBS25YB3pRnZ4AsjPppSWRomhFHwgH3lsngC29FsN+2KKNomjyAx86PqFNK6ibWioiFPIeRfnCyC9ojrMcTWbAzlkFZ7kCyC/
        jk1o8AWnkD16Q0OeT9kIQ8DZLLOqRIAGsgbN8AUAmDpd9ctAB3mEPcsXAJDJNJXvjsSwZvRQMT2bRBa0VeVnyNKAYx5DFPkCHJJ/t4KNCyJY
        N2QBGUSHBVjFfh8qloEy9p4bumlnEsgJFVNeDdSwUWeOLwDE0+mo3h9rYK3oBl+AYzo+D6oUgjTpDi1cO+PYz19R7YqhjdglvgCQDc68jaon
        kbnnPPYWGhYAUs+mFZ+eSaETj6HkdTqG3dyJKa4Hs9gPPOwpDwsA8nUV24JFbMyJeQkwjY0pKyMXoIJdtoa9/MkoutOprvbsSB2bd6S8BIBM
        4aradsEWsnhxRO1SBF3MFNV2CnWxIWfCS4BFrEU38iaBKPoLy3kJsIy/pZTmQZC0o+DI3LD2giOqjjoTSqLlLnsJAClnI0o3SNPonZiK7QFo
        FWur9IQm0MVnzUsAUJNHU+Up2hx60a17CQB6xzmVplgR7b94/hol6J6qYlMTsKMJcuA8f470OPozjXpzCK+2588Rbui5K5XOt46XAH09cQk6
        g0ER1/ZEz8oELb4ha27UW4BJbG4y6mqog8264t4CQDLZpMo2GbR/k/QWAK+pymKwhL1fUU+R4HyoyZEKEEfX3t4/ygo796KwHMRPt6y3ACBX
        t63uAGUSHXDz3gKAev5b6urhFHrJLXoLAEoum+q2RtJoAaa8BQCl8g1NAoB6sqreAoBS+bo6RyQTbPEekCFQV3d+cgL9YRveAhxDi6pQALx/
        FZAjUlPniWXR83XJW4B1tACj3R/OoQXoeAvQQwdWhQKAPGzv8cPS64o6VzSPXbMjPgKACqyKuvOjBawAMT8BICX2lCYBIKZwwk8ASC1TVtcj
        UsTm7Sk/AeZ1fCqF/1XaT4AFswVAT4EJPwEWzZ4C6FUg5yfAstlBEC1AwU+AFbMFQCdCZT8BIPNKYSKErgUqfgJAVFWYCqMFqPkJcAT7pqOt
        BtHlcN1PgGNmC4B2hBquzdAADAGFhghagJar+OviDQGFniDaFG27+gE6eENAoQDofYGunwAD7LyaN1qAiNsAauNbJJrqdoawW2NRfwEmkYFl
        tHuDCeR0jbubopbwLRIKN0exvQhJtwncwrdIKDxAjm2QSPsLsKD8Q8GjuLzYGXdjZBPdIqGyRWZ4usnfrVl33gf/vSrmvBp1k1QLd7fm/QU4
        iJtXo26TQzZKFt2lTx3dIqG0URLZKjvlL4C8z6S0VbaKs6+q7naAOXSLhNJmaWS7/Jzb/qihWyTKKtvlizj7quEvwBruthr1gYk8zhJquu/3
        KvrMhNIjM1ncl7XktkAr6DMTSg9NZXBJR8dfAPkzE0qPzSEPTjLaAqewZybUHpzEHZ2NMrZBytgWCbVHZ3GHp+MiAsiWWGm1T9XsYkJugtEa
        XMS2SKg9Pj8cx2UX3ZSIALKuZlntAxRQj9BIM/aCC9gWiaraZ0pWMInABON4QB7bItFQ+xAV1GN0ciICyAaWttrH6GQxa3aBMdgctkVC8YOU
        UphVtywigGSNiX+4Geb/W0AEkFNfWBbZIpFW/VRVjIFXYwS8CWSLREHx4/SGEwHJb6suIoDkSlZV/UBFzCMsG4xzkhnkmYmm6kdqVhGZZ4uR
        9KSRZya6qh+qWkQEnbaIAD1EUD6kQIAcYhnoMvL+FO7MREZxGuD8wFJZS8QWEUDOECgoTgOcjoDUpIuxHheQxD1FoqrWDXBNZCkPN8E6HpHA
        PUWiqXJnlLGYS03YpJgAs+CwouYHFuA/sZFmfdlx1JkJHT+xAf+RlQzriFQM9RQJHT+yAv+ZnayYADJrWVn5IoD5oaU8K+BHUU+RaCh9niZr
        GZCJgkXWkh9BPUWiq7oUctd089DwyRVgFTodjyoSoAy9YavMR4dhniKRRx+3wduCEv7FnC2ExBdZU14JuPOZHjRiBfEQhbbSjVFOTSOeCjXF
        BBBPr+O2jkUA/rO7S2ICbAAno7Kf3XXMPPGg3RETQLxFooI+cAYjD7xjbUGAFpu6n95OwqZeVFSASVgwmlUmgMPa2gcLWfinSGTwjx8B0gAF
        gaSoADOgELCmUIAyKPqmRQUQza7bWvJARmE/A7oK/RSJBPakRVAVsag1PCEqwKLY++1AHzeD04LMvpyoAMuQSLSucvzOuk5sISyICrACuQ0P
        KxUgB7lny6ICvA+ZUfuVCpCAVPAVUQEOQ95uRqkAjrRerCSuiQpwBPAR+mrH7/Q2hLLQuqgAQvsbSexBExyOgPZagH6I4KqyA//4HQwpQFND
        S1QAyLvNKhbAWduL/P9tUQF68jNAdQhwZQKvS9eQHojUdVM6swDGKizwpUVsYUrSt9OicgGi0gVMTFwAf0MgY2ssBJgx3T8XSogLsFN2Bq6p
        H79zGRr43rYpcQF8Q2q0C1iGR5sN++fiaXEBfOdTztaaBzPD0DHJsOnFPsn519MxfldtMy35rXngdzfFbd2LICsQv+jz+ry4AAfl4o9SN2zb
        ut6V29Eqigvg1yKxJBuAR0NdLnRNiQuwKhdOj+oZv+uePiq1dHvxgZzyBzUJEJfb0JgTF+CoTB2k5JwMm6bUF9cQF2BNylk6rmv81kVSKWxT
        XIDjUjfesjYBXOXNGxKhG9wicY2tvxDiTevBpLiFAm2RiHUNWQOY2e1LHi+2JfB4m8uxZ40DzYWc32q/JGwgAFskZP5LDfWA/ax47OI2SnpG
        04tsI+oAbo3fnxRevbfMv65Mi0S0gzpeETyu0P66jB3Q5wXHeeEIsKF3/K66zB5MCxaPp+v4toQj4loCfGtQ5ekwNx3MygiwKFxPTGsWgLHh
        NytuB2zwEqRl0ThyTPf4GV8s5zMVeHtgLfEWiTrqeI2iVIDnz5R5OX9TuEXCHUb0JgGcuMzZ26zICHBYsJp4Uf/4GYHZflKkiD1d9jZEWyQu
        dOcRkwYIwIjM/Wmh+XsqXNQFWyRiHdusLHCLhJij0+A5P3OCjkgdsoWmpShmT4KWjACMMHIBtJdIQ0HAnARt3lSvCbVIMEKNooOiAG+QOYm7
        PPe3KtQiUcecLVLuizAmQYTbEFgRaZG4AN5SrKUmPPEd7vTxD70FcEyheBdztmr0XOgfyBPcHaApgTMTrCXkWYMEiLBq+uf8IuWpjLfs3yJx
        NctLKBkkgHUZaxCP+vkhm5ugRd8WifNZr3jJpPFbEdYiN5j3CZQeAmwvqFKsBaRn1A3AjtJ2f1sgzHEPBhR8WiTizA2FJy3DYPbBrk962gGb
        27p57xaJ6BK4m1YpGZ9dziL3bEzOs0Ui0oB1EZngjZ3k71t/npIT4HSLxC3whnrFcI5F/oFbNG/N9KxXi8Qe3NFKpexif9YD3JLxVDI74dEi
        sQfUQWKONfQh/+DmcpszOcMPHt/idJNPGykAOxvaUqApJ8Bxj/EblgP5JMQneafEaY9Y4OaIJyqdyL288xQlQwVgp6ynFOhwT0mn2C0SkQd5
        7/aoZSzcRrB3p/ld4ezlI/YgrIVML1FuG0xfVgDuO/UmDRZA/IT8tuU8IXfNPstobpUazIfFUlzqkrfMHr8VbcuMZpprloVzAnAXteAEWLCM
        Z5dsM5hM+9ib5o+fbQ55nQ+UOE9obgoEnASbF4zVBDjJVfaIeM4KCXeOZvxvh2X8PBsLyVopNAJwjEwcG5NWiEh0gh5/f8YKFemAxz+Yt0LG
        pcEK8HMrdNwQ5PhftkLIvcGN/50wjp/v6UnzSskKJ3uCGf8BK7RcH8T4n7JCzCX49e8hK9Sc20WO/y4r5CTbmPH3Zq3QE2/Bx7++0xoDIl+B
        jv+xkjUenAMqDje+ao0NkTvkx/90yRonzpWMhb27rDEj+l2Z8f9x0ho/zn5AdPjP77bGk/h3BNKiwW92WuNL7Js+Xln/J9PWeBP57D1/5Y3+
        vw9/qWSdCXzkpidcc2Hwp7s/bZ1JnHXljXvv/8UL3cGrv31k723XXmwRBEEQBEEQBEEQBEEQBEEQBEEQBEEQBEEQBEEQBEEQBEEQBEEQBEEQ
        BEEQBEEQBEEQBEEQBEEQBEEQBEEQBEEQBEEQBEEQfP4HkpUHuiF7YiMAAAAASUVORK5CYII=
        """
}
