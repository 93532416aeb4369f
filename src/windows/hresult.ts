/** The results (HRESULT, winerror.h and audioclient.h) that mean something to this program. */
export const RESULTS = {
  E_ACCESSDENIED: 0x80070005,
  E_NOTFOUND: 0x80070490,
  E_ILLEGAL_METHOD_CALL: 0x8000000e,
  E_NOTIMPL: 0x80004001,
  E_NOINTERFACE: 0x80004002,
  RPC_E_CHANGED_MODE: 0x80010106,
  RPC_E_DISCONNECTED: 0x80010108,
  RPC_S_SERVER_UNAVAILABLE: 0x800706ba,
  ERROR_MOD_NOT_FOUND: 0x8007007e,
  ERROR_TIMEOUT: 0x800705b4,
  AUDCLNT_E_WRONG_ENDPOINT_TYPE: 0x88890003,
  AUDCLNT_E_DEVICE_INVALIDATED: 0x88890004,
  AUDCLNT_E_UNSUPPORTED_FORMAT: 0x88890008,
  AUDCLNT_E_DEVICE_IN_USE: 0x8889000a,
  AUDCLNT_E_SERVICE_NOT_RUNNING: 0x88890010,
  AUDCLNT_E_BUFFER_ERROR: 0x88890018,
  AUDCLNT_E_RESOURCES_INVALIDATED: 0x88890026,
} as const;

/** Windows refused a call, with an HRESULT. */
export class HResultError extends Error {
  override name = "HResultError";
  /** HRESULT, unsigned. */
  readonly result: number;

  /** @param call Which method refused, as `IAudioClient::Initialize`. */
  constructor(result: number, call: string) {
    const unsigned = result >>> 0;
    const known = Object.entries(RESULTS).find(([, value]) => value === unsigned)?.[0];
    const code = `0x${unsigned.toString(16)}`;
    super(`${call}: ${known === undefined ? code : `${known} (${code})`}`);
    this.result = unsigned;
  }
}
